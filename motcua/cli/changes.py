"""`motcua changes`: what became of the catalogue since a day."""

from __future__ import annotations

from typing import Annotated

import typer

from motcua.cli.arguments import day
from motcua.cli.output import print_json
from motcua.cli.state import state_of


def changes(
    context: typer.Context,
    since: Annotated[str, typer.Option(help="Từ ngày này, NĂM-THÁNG-NGÀY.")],
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Cho biết từ một ngày đến nay thủ tục nào mới, đổi, bị rút, hết hiệu lực hoặc được đính chính."""
    from datetime import date

    from knowledge.serialise import to_plain
    from motcua.cli.change_text import change_lines

    start = day(since) or date.today()
    found = state_of(context).parts.histories.changes(start, date.today())
    if as_json:
        print_json({"since": start.isoformat(), "changes": [to_plain(one) for one in found]})
    else:
        print("\n".join(change_lines(found, start)))
