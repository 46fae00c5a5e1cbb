"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from motcua.accounts.passwords import LONGEST
from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.accounts.users import LOCKED_FOR, MOST_FAILURES
from motcua.web.desk import Desk, desk_of
from motcua.web.own_site import own_site
from motcua.web.pages.drawing import draw
from motcua.web.rates import Buckets, client_of
from motcua.web.signed_in import changes, drop_token, keep_token, local_path, staff_of, token_of

router = APIRouter(include_in_schema=False)
_SEE_OTHER, _WRONG = 303, 401
_REFUSED = (
    "Tên đăng nhập hoặc mật khẩu chưa đúng, hoặc tài khoản đang bị khóa. "
    f"Sau {MOST_FAILURES} lần sai liên tiếp, tài khoản bị khóa {int(LOCKED_FOR.total_seconds() // 60)} phút."
)

House = Annotated[Desk, Depends(desk_of)]
Next = Annotated[str, Query(max_length=200)]


@router.get("/login")
def login_page(
    request: Request, staff: Annotated[SignedIn | None, Depends(staff_of)], next: Next = "/desk"
) -> Response:
    if staff is not None:
        return RedirectResponse(local_path(next), _SEE_OTHER)
    return draw(request, "login.html", next=local_path(next), said="", login="", has_sso=_has_sso(request))


@router.post("/login", dependencies=[Depends(own_site)])
def login(
    request: Request,
    desk: House,
    login: Annotated[str, Form(max_length=64)],
    password: Annotated[str, Form(max_length=LONGEST)],
    next: Annotated[str, Form(max_length=200)] = "/desk",
) -> Response:
    buckets: Buckets = request.app.state.login_buckets
    buckets.hold(client_of(request.scope))
    room = desk.parts.staff_room
    user = room.users.check(login, password)
    if user is None:
        room.audit.note("", "login.failed")  # what was typed as the login may be a password
        return draw(
            request, "login.html", _WRONG, next=local_path(next), said=_REFUSED, login=login, has_sso=_has_sso(request)
        )
    room.audit.note(user.login, "login")
    response = RedirectResponse(local_path(next), _SEE_OTHER)
    keep_token(request, response, room.sign_ins.begin(user))
    return response


@router.post("/logout")
def logout(request: Request, desk: House, staff: Annotated[SignedIn, Depends(changes(Role.CITIZEN))]) -> Response:
    room = desk.parts.staff_room
    room.sign_ins.end(token_of(request))
    room.audit.note(staff.user.login, "logout")
    response = RedirectResponse("/login", _SEE_OTHER)
    drop_token(request, response)
    return response


def _has_sso(request: Request) -> bool:
    return request.app.state.sign_on is not None
