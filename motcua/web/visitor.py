"""The conversation of a citizen: a random name, kept in a cookie that scripts can't read.

The store knows the conversation by the name's digest: whoever works with kept conversations can't take one over.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass

from fastapi import Request, Response

PAGE, WIDGET = "page", "widget"  # sessions of different channels never meet
_NAME = re.compile(r"[A-Za-z0-9_-]{32}")
_BYTES = 24
_A_MONTH = 30 * 24 * 3600
_COOKIE = "motcua_hoi"


@dataclass(frozen=True, slots=True)
class Visitor:
    name: str  # secret
    channel: str = PAGE

    @property
    def session(self) -> str:
        """Of the assistant's memory."""
        return f"{self.channel}:{hashlib.sha256(self.name.encode()).hexdigest()[:32]}"


def visitor_of(request: Request) -> Visitor | None:
    """None for who has not asked yet."""
    return known_visitor(request.cookies.get(cookie_name(request, _COOKIE), ""))


def known_visitor(name: str, channel: str = PAGE) -> Visitor | None:
    """None for what is no name that `new_visitor` could have given."""
    return Visitor(name, channel) if _NAME.fullmatch(name) else None


def new_visitor(channel: str = PAGE) -> Visitor:
    return Visitor(secrets.token_urlsafe(_BYTES), channel)


def remember(request: Request, response: Response, visitor: Visitor) -> None:
    set_cookie(request, response, cookie_name(request, _COOKIE), visitor.name, _A_MONTH)


def forget(request: Request, response: Response) -> None:
    drop_cookie(request, response, cookie_name(request, _COOKIE))


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """With the attributes that it was set with: browsers take no other word about a __Host- cookie."""
    response.delete_cookie(name, path="/", httponly=True, secure=is_secure(request), samesite="lax")


def set_cookie(request: Request, response: Response, name: str, value: str, age: int) -> None:
    secure = is_secure(request)
    response.set_cookie(name, value, max_age=age, path="/", httponly=True, secure=secure, samesite="lax")


def is_secure(request: Request) -> bool:
    """Behind a proxy the server is told the outer scheme (X-Forwarded-Proto)."""
    return request.url.scheme == "https"


def cookie_name(request: Request, name: str) -> str:
    """With the prefix that lets no other host set it, where the connection is secure."""
    return f"__Host-{name}" if is_secure(request) else name
