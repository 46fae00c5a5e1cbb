"""`motcua backup`: what nothing can derive again, in one file, while the program runs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from motcua.cli.output import print_json
from motcua.cli.state import state_of

_MIB = 1024 * 1024


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp sao lưu sẽ được ghi (.tar.gz).")],
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Sao lưu kho dữ liệu và các tệp từ ngữ riêng vào một tệp; dịch vụ vẫn chạy."""
    from motcua.backup import back_up

    done = back_up(state_of(context).parts, file, over=force)
    if as_json:
        print_json(asdict(done))
        return
    print(
        f"Đã sao lưu {len(done.files)} tệp ({done.bytes / _MIB:.1f} MiB) vào {done.file} trong {done.seconds:.1f} giây."
    )
    print("Tệp này có nội dung người dân đã hỏi: xin cất ở nơi chỉ người phụ trách mở được.")
