"""`motcua serve`: the HTTP API."""

from __future__ import annotations

import signal
import socket
from typing import Annotated, NoReturn

import typer

from motcua.accounts.roles import Role
from motcua.cli.output import bars, say
from motcua.cli.state import state_of
from motcua.errors import EmptyCatalogue, Misuse

_WAITING = 128
_LAST_ANSWERS_S = 30  # once told to stop: what is being answered may end
_IDLE_S = 75  # longer than proxies keep idle connections: whoever closes second loses no request


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Cổng; 0: cổng trống bất kỳ.")] = 8000,
) -> None:
    """Mở dịch vụ HTTP; trang mô tả ở /docs."""
    signal.signal(signal.SIGTERM, _stop)  # the server takes it over, and gives it back when it has stopped
    listener = _listen(host, port)
    parts = state_of(context).parts
    from motcua.web.app import create_app

    app = create_app(parts)  # says what the settings lack before anything slow happens
    try:
        with bars() as shown:
            parts.bring_up_to_date(shown.show)
        parts.warm()
        if parts.staff_room.users.count_active(Role.DESK):  # officers search while they type
            parts.finders.current()
    except EmptyCatalogue as error:  # records may be ingested while the server runs; until then /readyz says no
        say(str(error))

    app.state.background.open()

    import uvicorn

    shown_host = f"[{host}]" if ":" in host else host
    say(f"Đang phục vụ tại http://{shown_host}:{listener.getsockname()[1]} (mô tả: /docs; Ctrl+C để dừng).")
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=_LAST_ANSWERS_S,
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        parts.close()


def _stop(_signal: int, _frame: object) -> NoReturn:
    """Being told to stop is no failure."""
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    """Takes the port before anything slow happens. Raises Misuse where it can't be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_WAITING)
    except OSError as error:
        raise Misuse(
            f"Không mở được cổng {port} trên {host}: cổng đang được dùng hoặc không được phép; xin chọn --port khác.",
            str(error),
        ) from error
    return listener
