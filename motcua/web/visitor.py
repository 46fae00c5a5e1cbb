"""The conversation of a citizen: a random name, kept in a cookie that scripts can't read."""

from __future__ import annotations

import re
import secrets

from fastapi import Request, Response

_CHANNEL = "page"  # sessions of different channels never meet
_NAME = re.compile(r"[A-Za-z0-9_-]{32}")
_BYTES = 24
_A_MONTH = 30 * 24 * 3600


def conversation_of(request: Request) -> str | None:
    """The session of the assistant's memory; None for who has not asked yet."""
    name = request.cookies.get(_cookie(request), "")
    return session_of(name) if _NAME.fullmatch(name) else None


def new_name() -> str:
    return secrets.token_urlsafe(_BYTES)


def session_of(name: str) -> str:
    return f"{_CHANNEL}:{name}"


def remember(request: Request, response: Response, session: str) -> None:
    set_cookie(request, response, _cookie(request), session.removeprefix(f"{_CHANNEL}:"), _A_MONTH)


def forget(request: Request, response: Response) -> None:
    response.delete_cookie(_cookie(request))


def set_cookie(request: Request, response: Response, name: str, value: str, age: int) -> None:
    secure = is_secure(request)
    response.set_cookie(name, value, max_age=age, path="/", httponly=True, secure=secure, samesite="lax")


def is_secure(request: Request) -> bool:
    """Behind a proxy the server is told the outer scheme (X-Forwarded-Proto)."""
    return request.url.scheme == "https"


def cookie_name(request: Request, name: str) -> str:
    """With the prefix that lets no other host set it, where the connection is secure."""
    return f"__Host-{name}" if is_secure(request) else name


def _cookie(request: Request) -> str:
    return cookie_name(request, "motcua_hoi")
