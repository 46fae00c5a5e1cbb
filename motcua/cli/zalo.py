"""`motcua zalo`: the Official Account's consent."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs, urlsplit

import typer

from bots.errors import SendFailed
from motcua.cli.moments import moment
from motcua.cli.output import print_json, say
from motcua.cli.state import state_of
from motcua.errors import InputFailed, Misuse

if TYPE_CHECKING:
    from bots.zalo_oa.channel import ZaloOaChannel

log = logging.getLogger(__name__)
zalo = typer.Typer(help="Zalo Official Account: đăng nhập lần đầu.", no_args_is_help=True)


@zalo.callback()
def _group() -> None:
    """Zalo Official Account: đăng nhập lần đầu."""


@zalo.command()
def login(
    context: typer.Context,
    code: Annotated[
        str | None, typer.Option(help="Địa chỉ mà Zalo chuyển về, hoặc mã code trong đó; bỏ trống: hỏi.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Xin quản trị viên OA cho phép, lấy cặp mã truy cập đầu tiên và cất vào kho."""
    from bots.store.database import open_bots_database
    from bots.zalo_oa.channel import ZaloOaChannel
    from motcua.channels import zalo_oa_of

    settings = state_of(context).settings
    own = zalo_oa_of(settings)
    if own is None or not own.redirect_uri:
        raise Misuse("Thiếu MOTCUA_ZALO_OA_APP_ID hoặc MOTCUA_ZALO_OA_REDIRECT_URI.")
    settings.home.mkdir(parents=True, exist_ok=True)
    channel = ZaloOaChannel(own, open_bots_database(settings.database()))
    try:
        if code is None:
            say(f"Quản trị viên OA mở địa chỉ này và đồng ý:\n{channel.oauth.consent_url()}")
            code = typer.prompt("Dán địa chỉ mà Zalo chuyển về", err=True)
        channel.tokens.store(channel.oauth.exchange(_code_in(code)))
        _tell(channel, as_json)
    finally:
        channel.close()


def _code_in(given: str) -> str:
    """Raises InputFailed where there is none."""
    given = given.strip()
    code = parse_qs(urlsplit(given).query).get("code", [""])[0] if "://" in given else given
    if not code:
        raise InputFailed("Địa chỉ này không có mã code: xin chép nguyên địa chỉ mà Zalo chuyển về.")
    return code


def _tell(channel: ZaloOaChannel, as_json: bool) -> None:
    """The account that the tokens are for, as Zalo itself says."""
    expires = moment(time.time() + channel.tokens.current().left_s)
    try:
        account = channel.client.account()
    except SendFailed as error:  # the tokens are stored all the same
        log.warning("the account could not be asked for its name: %s", error.detail)
        account = {}
    name = str(account.get("name") or account.get("oa_id") or "(chưa rõ tên)")
    if as_json:
        print_json({"account": name, "oa_id": account.get("oa_id"), "access_expires_at": expires})
    else:
        print(f"Đã đăng nhập Official Account {name}; mã truy cập dùng đến {expires} và được tự động làm mới.")
