"""Tables that a page break cut in two, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.portal.letters import LOWER
from ingest.readers.document import Block, BlockKind, Cell, cell_text

_ENDS = re.compile(r"[.;:!?]$")
_SMALL = re.compile(rf"[{LOWER}]")
Row = tuple[Cell, ...]


def join_tables(blocks: Iterable[Block]) -> list[Block]:
    """A table that opens a page behind one that closed the page before, with as many columns, goes on with it."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, block):
            joined[-1] = replace(before, rows=_with(before.rows, block.rows))
        else:
            joined.append(block)
    return joined


def _goes_on(before: Block, block: Block) -> bool:
    if before.kind is not BlockKind.TABLE or block.kind is not BlockKind.TABLE or before.page == block.page:
        return False
    return max(map(len, before.rows)) == max(map(len, block.rows))


def _with(rows: tuple[Row, ...], more: tuple[Row, ...]) -> tuple[Row, ...]:
    first = more[0]
    if list(map(cell_text, first)) == list(map(cell_text, rows[0])):
        return (*rows, *more[1:])  # the head, printed again
    if len(first) == len(rows[-1]) and _continues(rows[-1], first):
        merged = tuple(_merged(cell, rest) for cell, rest in zip(rows[-1], first, strict=True))
        return (*rows[:-1], merged, *more[1:])
    return (*rows, *more)


def _continues(row: Row, rest: Row) -> bool:
    """Whether `rest` is the lower part of a row that a page break cut."""
    if not cell_text(rest[0]):
        return True
    cut = [n for n, cell in enumerate(rest) if _SMALL.match(cell_text(cell)) and not _ENDS.search(cell_text(row[n]))]
    return bool(cut) and not all(map(cell_text, rest))


def _merged(cell: Cell, rest: Cell) -> Cell:
    if not cell or not rest:
        return cell or rest
    last, first = cell[-1], rest[0]
    if BlockKind.TABLE in (last.kind, first.kind):
        return tuple(join_tables([*cell, *rest]))
    if not first.label and not _ENDS.search(last.text) and _SMALL.match(first.text):
        return (*cell[:-1], replace(last, text=f"{last.text} {first.text}"), *rest[1:])
    return (*cell, *rest)
