"""`motcua ingest`: files and folders into the catalogue, then the indexes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from motcua.cli.arguments import day
from motcua.cli.output import bars, console, print_json
from motcua.cli.state import state_of
from motcua.errors import Misuse

if TYPE_CHECKING:
    from ingest.synchronise import Report

KindChoice = Literal["auto", "procedures", "provisions", "guidance"]
_SHOWN = 20


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Tệp hoặc thư mục.")] = None,
    kind: Annotated[KindChoice, typer.Option(help="Loại nội dung; auto: tự nhận biết.")] = "auto",
    as_of: Annotated[str | None, typer.Option(help="Ngày của nguồn, NĂM-THÁNG-NGÀY.")] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Bỏ những gì không còn trong các thư mục này.")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="Nạp danh mục mẫu đi kèm chương trình.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Nạp thủ tục, văn bản luật và tài liệu hướng dẫn vào kho; tệp không đổi thì bỏ qua."""
    from dataclasses import asdict

    from motcua.ingesting import Order, ingest_all, sample_files

    wanted = [*(paths or ()), *(sample_files() if sample else ())]
    if not wanted:
        raise Misuse("Còn thiếu tệp hoặc thư mục cần nạp (hoặc --sample để nạp danh mục mẫu).")
    order = Order(wanted, kind, day(as_of), prune)
    with bars() as shown:
        report = ingest_all(state_of(context).parts, order, shown.show)
    if as_json:
        print_json(asdict(report))
    else:
        _tell(report)
    if report.failed:
        raise typer.Exit(1)


def _tell(report: Report) -> None:
    from rich.table import Table

    from motcua.cli.warning_table import warning_rows

    print(
        f"Thêm {report.added}, cập nhật {report.updated}, không đổi {report.unchanged}, bỏ {report.removed}, "
        f"không đọc được {len(report.failed)}; {report.seconds:.1f} giây."
    )
    target = console()
    if report.warnings:
        table = Table("Cảnh báo", "Ý nghĩa", title="Những điểm cán bộ nên xem lại")
        table.add_column("Số lần", justify="right")
        for code, message, count in warning_rows(report.warnings):
            table.add_row(code, message, str(count))
        target.print(table)
    for failed in report.failed[:_SHOWN]:
        target.print(f"Không đọc được {failed['path']}: {failed['reason']}", style="red")
    if len(report.failed) > _SHOWN:
        target.print(f"... và {len(report.failed) - _SHOWN} tệp nữa; xem đủ với --json.", style="red")
