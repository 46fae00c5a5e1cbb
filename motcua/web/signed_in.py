"""Who acts in a request, and whether they may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Form, HTTPException, Request, Response

from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import LONGEST, SignedIn
from motcua.web.desk import Desk, desk_of
from motcua.web.own_site import own_site
from motcua.web.pages.drawing import is_piece
from motcua.web.rates import Buckets, client_of
from motcua.web.visitor import cookie_name, drop_cookie, set_cookie

_COOKIE = "motcua_can_bo"
LOGIN = "/login"
_ENDED = "Phiên làm việc đã hết; xin đăng nhập lại."
_NOT_ALLOWED = "Tài khoản của anh/chị không được làm việc này."
_FORGED = "Biểu mẫu đã cũ hoặc không phải của trang này; xin tải lại trang rồi làm lại."
_DESK = "/desk"
_ROOMS = (_DESK, "/studio")


def token_of(request: Request) -> str:
    return request.cookies.get(cookie_name(request, _COOKIE), "")


def keep_token(request: Request, response: Response, token: str) -> None:
    set_cookie(request, response, cookie_name(request, _COOKIE), token, int(LONGEST.total_seconds()))


def drop_token(request: Request, response: Response) -> None:
    drop_cookie(request, response, cookie_name(request, _COOKIE))


def staff_of(request: Request, desk: Annotated[Desk, Depends(desk_of)]) -> SignedIn | None:
    """Who is signed in; pages show it in their head."""
    token = token_of(request)
    found = desk.parts.staff_room.sign_ins.find(token) if token else None
    request.state.staff = found
    return found


def needs(role: Role) -> Callable[..., SignedIn]:
    """A dependency: the user who acts, who may do what `role` may.

    Others get HTTPException 303 to the sign-in page, 401 for a piece of a page, or 403.
    """

    def check(request: Request, staff: Annotated[SignedIn | None, Depends(staff_of)]) -> SignedIn:
        return _allowed(request, staff, role)

    return check


def changes(role: Role) -> Callable[..., SignedIn]:
    """As `needs`, for what changes something: the form must be ours and carry the sign-in's secret."""

    def check(
        request: Request,
        staff: Annotated[SignedIn | None, Depends(staff_of)],
        csrf: Annotated[str, Form(max_length=100)] = "",
    ) -> SignedIn:
        own_site(request)
        allowed = _allowed(request, staff, role)
        if not allowed.owns(csrf or request.headers.get("x-csrf-token", "")):
            raise HTTPException(403, _FORGED)
        return allowed

    return check


def _allowed(request: Request, staff: SignedIn | None, role: Role) -> SignedIn:
    buckets: Buckets = request.app.state.staff_buckets  # officers share an address: each has an own limit
    buckets.hold(staff.user.login if staff else client_of(request.scope))
    if staff is None:
        if is_piece(request):
            raise HTTPException(401, _ENDED, {"HX-Redirect": LOGIN})
        back = request.url.path if request.method == "GET" else _DESK
        raise HTTPException(303, _ENDED, {"Location": f"{LOGIN}?next={quote(back)}"})
    if not staff.may(role):
        raise HTTPException(403, _NOT_ALLOWED)
    return staff


def local_path(path: str) -> str:
    """Where to go after signing in: never another site."""
    inside = any(path == room or path.startswith(f"{room}/") for room in _ROOMS)
    return path if inside and "\\" not in path and "//" not in path else _DESK
