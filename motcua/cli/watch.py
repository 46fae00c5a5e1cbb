"""`motcua watch`: a folder is ingested again whenever something in it changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from motcua.cli.arguments import day
from motcua.cli.output import say
from motcua.cli.state import state_of
from motcua.errors import Misuse

if TYPE_CHECKING:
    from ingest.synchronise import Report


def watch(
    context: typer.Context,
    folders: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Thư mục cần theo dõi.")],
    as_of: Annotated[str | None, typer.Option(help="Ngày của nguồn, NĂM-THÁNG-NGÀY.")] = None,
    poll: Annotated[bool, typer.Option("--poll", help="Dò định kỳ, cho ổ đĩa mạng không báo thay đổi.")] = False,
) -> None:
    """Theo dõi thư mục, có gì đổi thì nạp lại; dừng bằng Ctrl-C hoặc SIGTERM."""
    from motcua.ingesting import Order
    from motcua.watching import Watch

    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        raise Misuse(f"Không tìm thấy thư mục {', '.join(missing)}.")
    order = Order([folder.resolve() for folder in folders], as_of=day(as_of), prune=True)
    say(f"Đang theo dõi {', '.join(map(str, folders))}. Dừng: Ctrl-C.")
    Watch(state_of(context).parts, order, tell=say, told=_told, poll=poll).run()
    say("Đã dừng theo dõi.")


def _told(report: Report) -> str:
    failed = "".join(f"\n  Không đọc được {one['path']}: {one['reason']}" for one in report.failed)
    return (
        f"Thêm {report.added}, cập nhật {report.updated}, bỏ {report.removed}, không đổi {report.unchanged}, "
        f"không đọc được {len(report.failed)}; {report.seconds:.1f} giây.{failed}"
    )
