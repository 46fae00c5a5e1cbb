"""`motcua doctor`: is everything in order?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from motcua.cli.output import console, print_json
from motcua.cli.state import state_of

_MARKS = {"fine": ("✓", "green"), "note": ("!", "yellow"), "wrong": ("✗", "red")}


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Kiểm tra máy, kho dữ liệu, chỉ mục và các phần cài thêm."""
    from motcua.doctor import State, examine

    findings = examine(state_of(context).parts)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        target = console(errors=False)
        for finding in findings:
            mark, style = _MARKS[finding.state]
            target.print(f"{mark} {finding.check}: {finding.message}", style=style)
    if any(finding.state is State.WRONG for finding in findings):
        raise typer.Exit(1)
