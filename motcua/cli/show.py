"""`motcua show`: one whole record."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from motcua.cli.output import print_json
from motcua.cli.state import state_of
from motcua.errors import EmptyCatalogue, InputFailed


def show(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Mã thủ tục, ví dụ 3.000347.")],
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Cho xem toàn bộ hồ sơ của một thủ tục."""
    from knowledge.serialise import procedure_to_dict
    from motcua.cli.record_text import record_lines

    catalogue = state_of(context).parts.catalogue
    procedure = catalogue.procedure(code.strip())
    if procedure is None:
        if not catalogue.counts()["procedures"]:
            raise EmptyCatalogue
        raise InputFailed(f"Không có thủ tục mã {code.strip()} trong kho.")
    record: dict[str, Any] = procedure_to_dict(procedure)
    if as_json:
        print_json(record)
        return
    print("\n".join(record_lines(procedure)))
