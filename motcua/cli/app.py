"""The typer application: one file a command, put together here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from motcua.cli.ask import ask
from motcua.cli.backup import backup
from motcua.cli.bot import bot
from motcua.cli.changes import changes
from motcua.cli.deliveries import deliveries
from motcua.cli.diff import diff
from motcua.cli.doctor import doctor
from motcua.cli.evaluate import evaluate
from motcua.cli.handover import close, queue, reply
from motcua.cli.ingest import ingest
from motcua.cli.narrate import narrate
from motcua.cli.restore import restore
from motcua.cli.review import review
from motcua.cli.script import script
from motcua.cli.search import search
from motcua.cli.serve import serve
from motcua.cli.show import show
from motcua.cli.user import user
from motcua.cli.watch import watch
from motcua.cli.work import work
from motcua.cli.zalo import zalo

app = typer.Typer(
    name="motcua",
    help="Một Cửa: trả lời câu hỏi về thủ tục hành chính từ hồ sơ và văn bản thật, và đọc báo cáo thành tiếng.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for one in (ingest, ask, search, show, script, narrate, serve, bot, work, deliveries, queue, reply, close, doctor):
    app.command()(one)
app.command()(diff)
app.command()(changes)
app.command()(review)
app.command()(watch)
app.command()(backup)
app.command()(restore)
app.command("eval")(evaluate)
app.add_typer(zalo, name="zalo")
app.add_typer(user, name="user")


@app.callback()
def start(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option(help="Thư mục giữ mọi dữ liệu (mặc định: MOTCUA_HOME).")] = None,
    log_level: Annotated[str | None, typer.Option(help="debug, info, warning hoặc error.")] = None,
) -> None:
    from motcua.cli.state import State

    context.obj = State.of(home, log_level)


def command() -> Any:
    """The application as a command, its help headed in Vietnamese."""
    if "--help" in sys.argv or len(sys.argv) == 1:
        from typer import rich_utils

        rich_utils.ARGUMENTS_PANEL_TITLE, rich_utils.OPTIONS_PANEL_TITLE = "Tham số", "Tùy chọn"
        rich_utils.COMMANDS_PANEL_TITLE = "Các lệnh"
    return typer.main.get_command(app)
