"""`motcua restore`: puts a backup back, on an empty home or, with --force, in place of what is there."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from motcua.cli.output import print_json
from motcua.cli.state import state_of


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Tệp do `motcua backup` ghi.")],
    force: Annotated[bool, typer.Option("--force", help="Thay toàn bộ dữ liệu đang có.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Phục hồi kho dữ liệu từ bản sao lưu. Dừng dịch vụ trước; chỉ mục được lập lại ở lần chạy sau."""
    from motcua.backup import restore as put_back

    done = put_back(state_of(context).parts, file, over=force)
    if as_json:
        print_json(asdict(done))
        return
    print(f"Đã phục hồi bản sao lưu lúc {done.made_at} ({len(done.files)} tệp) trong {done.seconds:.1f} giây.")
    print("Lần chạy tới sẽ lập lại chỉ mục từ kho dữ liệu.")
