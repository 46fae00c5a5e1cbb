"""`motcua user`: who may sign in to the desk."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from motcua.cli.output import print_json, say
from motcua.cli.state import state_of
from motcua.errors import InputFailed, Misuse

if TYPE_CHECKING:
    from motcua.accounts.roles import Role
    from motcua.accounts.users import User
    from motcua.staff_room import StaffRoom

user = typer.Typer(help="Tài khoản của cán bộ.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(metavar="LOGIN", help="Tên đăng nhập.")]
RoleName = Annotated[str, typer.Argument(metavar="ROLE", help="citizen, desk, editor hoặc admin.")]
PasswordFile = Annotated[
    Path | None, typer.Option(help="Tệp có mật khẩu ở dòng đầu; «-»: đọc từ đầu vào chuẩn. Bỏ trống: hỏi.")
]
AsJson = Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")]


@user.command()
def add(
    context: typer.Context,
    login: Login,
    role: RoleName,
    name: Annotated[str, typer.Option(help="Họ tên, được ghi dưới câu trả lời đã ký.")] = "",
    password_file: PasswordFile = None,
    subject: Annotated[str | None, typer.Option(help="Mã người dùng ở hệ thống đăng nhập một lần.")] = None,
) -> None:
    """Thêm một tài khoản. Mật khẩu được hỏi hoặc đọc từ tệp, không bao giờ là tham số."""
    room = _room(context)
    password = None if subject and password_file is None else _password(password_file)
    added = room.users.add(login, name, _role(role), password, subject)
    _done(room, "user.add", added, f"Đã thêm {added.login} ({added.role}).", added.role)


@user.command("list")
def list_users(context: typer.Context, as_json: AsJson = False) -> None:
    """Liệt kê tài khoản."""
    users = _room(context).users.all()
    if as_json:
        print_json([_plain(one) for one in users])
        return
    for one in users:
        print(f"{one.login}\t{one.role}\t{one.name}{'' if not one.disabled else ' (đã khóa)'}")


@user.command()
def role(context: typer.Context, login: Login, role: RoleName) -> None:
    """Đổi vai trò; mọi phiên đang mở của tài khoản bị đóng."""
    room = _room(context)
    changed = room.users.set_role(login, _role(role))
    _done(room, "user.role", changed, f"{changed.login} nay là {changed.role}.", changed.role)


@user.command()
def disable(context: typer.Context, login: Login) -> None:
    """Khóa tài khoản và đóng mọi phiên của tài khoản đó."""
    room = _room(context)
    changed = room.users.set_disabled(login, True)
    _done(room, "user.disable", changed, f"Đã khóa {changed.login}.")


@user.command()
def enable(context: typer.Context, login: Login) -> None:
    """Mở lại tài khoản đã khóa."""
    room = _room(context)
    changed = room.users.set_disabled(login, False)
    _done(room, "user.enable", changed, f"Đã mở {changed.login}.")


@user.command()
def password(context: typer.Context, login: Login, password_file: PasswordFile = None) -> None:
    """Đặt mật khẩu mới; mọi phiên đang mở bị đóng."""
    room = _room(context)
    changed = room.users.set_password(login, _password(password_file))
    _done(room, "user.password", changed, f"Đã đổi mật khẩu của {changed.login}.")


def _room(context: typer.Context) -> StaffRoom:
    return state_of(context).parts.staff_room


def _done(room: StaffRoom, action: str, changed: User, sentence: str, detail: str = "") -> None:
    from motcua.accounts.audit import COMMAND_LINE

    room.audit.note(COMMAND_LINE, action, changed.login, detail)
    say(sentence)


def _role(name: str) -> Role:
    from motcua.accounts.roles import Role

    try:
        return Role(name)
    except ValueError as error:
        raise Misuse(f"Vai trò «{name}» không có: chọn một trong {', '.join(Role)}.") from error


def _password(file: Path | None) -> str:
    """The first line of a file or of standard input; asked for twice where there is neither."""
    if file is not None and str(file) != "-":
        lines = file.read_text(encoding="utf-8").splitlines()
    elif file is not None or not sys.stdin.isatty():
        lines = sys.stdin.read().splitlines()
    else:
        return str(typer.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Nhập lại", err=True))
    if not lines:
        raise InputFailed("Chưa có mật khẩu ở dòng đầu.")
    return lines[0]


def _plain(one: User) -> dict[str, Any]:
    until = one.locked_until.isoformat() if one.locked_until else None
    return {
        "login": one.login,
        "name": one.name,
        "role": one.role.value,
        "disabled": one.disabled,
        "locked_until": until,
        "has_password": one.has_password,
    }
