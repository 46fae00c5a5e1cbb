"""Signing in through the single sign-on that the settings name."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from motcua.errors import Misuse
from motcua.settings import Settings
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw
from motcua.web.rates import Buckets, client_of
from motcua.web.signed_in import keep_token
from motcua.web.visitor import cookie_name, drop_cookie, set_cookie

if TYPE_CHECKING:
    from motcua.accounts.single_sign_on import SingleSignOn

log = logging.getLogger(__name__)
router = APIRouter(prefix="/login/sso", include_in_schema=False)
_SEE_OTHER, _WRONG, _AWAY = 303, 401, 503
_COOKIE, _TEN_MINUTES = "motcua_sso", 600
_BACK = "/login/sso/back"
_MISSING = "Đăng nhập một lần cần phần cài thêm: chạy `pip install 'motcua[sso]'` rồi mở lại."
_UNKNOWN = (
    "Tài khoản «{name}» chưa được mở ở đây. "
    "Người quản trị mở bằng lệnh: motcua user add TÊN VAI_TRÒ --subject {subject}"
)
_DISABLED = "Tài khoản của anh/chị đang bị khóa."

House = Annotated[Desk, Depends(desk_of)]


def sign_on_from(settings: Settings) -> SingleSignOn | None:
    """None where no provider is set. Raises Misuse where the libraries for it are missing."""
    if not settings.oidc_issuer:
        return None
    if find_spec("authlib") is None:
        raise Misuse(_MISSING)
    from motcua.accounts.single_sign_on import SignOnSettings, SingleSignOn

    secret = settings.oidc_client_secret.get_secret_value()
    return SingleSignOn(SignOnSettings(settings.oidc_issuer.rstrip("/"), settings.oidc_client_id, secret))


@router.get("")
def begin(request: Request, desk: House) -> Response:
    from motcua.accounts.single_sign_on import SignOnFailed

    try:
        address, secret = _sign_on(request).begin(_redirect_uri(request, desk))
    except SignOnFailed as error:
        log.warning("single sign-on: %s", error.detail)
        return _told(request, str(error), _AWAY)
    response = RedirectResponse(address, _SEE_OTHER)
    set_cookie(request, response, cookie_name(request, _COOKIE), secret, _TEN_MINUTES)
    return response


@router.get("/back")
def back(
    request: Request,
    desk: House,
    code: Annotated[str, Query(max_length=4_000)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    from motcua.accounts.single_sign_on import SignOnFailed

    buckets: Buckets = request.app.state.login_buckets
    buckets.hold(client_of(request.scope))
    room = desk.parts.staff_room
    secret = request.cookies.get(cookie_name(request, _COOKIE), "")
    try:
        identity = _sign_on(request).finish(_redirect_uri(request, desk), secret, state, code)
    except SignOnFailed as error:
        log.warning("single sign-on: %s", error.detail)
        return _told(request, str(error))
    user = room.users.by_subject(identity.subject)
    if user is None or user.disabled:
        room.audit.note("", "login.failed", identity.subject)
        unknown = _UNKNOWN.format(name=identity.name, subject=identity.subject)
        return _told(request, unknown if user is None else _DISABLED)
    room.audit.note(user.login, "login", detail="sso")
    response = RedirectResponse("/desk", _SEE_OTHER)
    keep_token(request, response, room.sign_ins.begin(user))
    drop_cookie(request, response, cookie_name(request, _COOKIE))
    return response


def _told(request: Request, said: str, status: int = _WRONG) -> Response:
    return draw(request, "login.html", status, next="/desk", said=said, login="", has_sso=True)


def _sign_on(request: Request) -> SingleSignOn:
    found: SingleSignOn | None = request.app.state.sign_on
    if found is None:
        raise HTTPException(404)
    return found


def _redirect_uri(request: Request, desk: Desk) -> str:
    outside = desk.parts.settings.public_url or str(request.base_url)
    return f"{outside.rstrip('/')}{_BACK}"
