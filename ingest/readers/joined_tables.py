"""Tables that a page break cut in two, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.portal.letters import LOWER
from ingest.readers.document import Block, BlockKind, Cell, block_text, cell_text
from ingest.readers.lines import is_broken

_ENDS = re.compile(r"[.;:!?]$")
_GOES_ON = re.compile(rf"[{LOWER},(]")
# Words that end no cell: what stands on the next page belongs to them, whatever it begins with.
_LEANS = re.compile(
    r"\b(?:ngày|tháng|năm|số|điều|khoản|điểm|mục|của|và|hoặc|theo|tại|các|những|cho|về|với)$|[/–-]$", re.I
)
_FORM_COLUMNS = 2
Row = tuple[Cell, ...]


def join_tables(blocks: Iterable[Block]) -> list[Block]:
    """A table that opens a page behind one that closed the page before, with as many columns, goes on with it.

    So does the rest of a table in the last cell of another: its page shows it outside of that cell.
    """
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before is not None and _on_later_page(before, block):
            whole = _with_rest(before, block)
            if whole is not None:
                joined[-1] = whole
                continue
        joined.append(block)
    return joined


def _on_later_page(before: Block, block: Block) -> bool:
    return before.kind is block.kind is BlockKind.TABLE and before.page != block.page


def _with_rest(before: Block, block: Block) -> Block | None:
    if _columns(before) == _columns(block):
        return replace(before, rows=_with(before.rows, block.rows))
    *cells, last = before.rows[-1]
    if not last or last[-1].kind is not BlockKind.TABLE:
        return None
    inner = _with_rest(last[-1], block)
    if inner is None:
        return None
    return replace(before, rows=(*before.rows[:-1], (*cells, (*last[:-1], inner))))


def _columns(table: Block) -> int:
    return max(map(len, table.rows))


def _with(rows: tuple[Row, ...], more: tuple[Row, ...]) -> tuple[Row, ...]:
    first = more[0]
    if list(map(cell_text, first)) == list(map(cell_text, rows[0])):
        return (*rows, *more[1:])  # the head, printed again
    if len(first) == len(rows[-1]) and _continues(rows[-1], first, (*rows[1:-1], *more[1:])):
        merged = tuple(_merged(cell, rest) for cell, rest in zip(rows[-1], first, strict=True))
        return (*rows[:-1], merged, *more[1:])
    return (*rows, *more)


def _continues(row: Row, rest: Row, others: tuple[Row, ...]) -> bool:
    """Whether `rest` is the lower part of a row that a page break cut: its last cell adds up to what others have."""
    if not cell_text(rest[0]):
        return True
    cut = [n for n, cell in enumerate(rest) if _is_cut(cell_text(row[n]), cell_text(cell))]
    lines = [len(other[-1]) for other in others]
    if lines and min(lines) == max(lines) > 0 and len(row[-1]) + len(rest[-1]) == max(lines):
        return True
    if not cut or not rest[-1] or not others:
        return bool(cut)
    if cut[0] == 0 and len(rest) == _FORM_COLUMNS:
        return True
    return len(row[-1]) + len(rest[-1]) <= max(lines)


def _is_cut(upper: str, lower: str) -> bool:
    """Whether the text of a cell goes on with the one below it."""
    if not lower or _ENDS.search(upper):
        return False
    return _GOES_ON.match(lower) is not None or _LEANS.search(upper) is not None


def _merged(cell: Cell, rest: Cell) -> Cell:
    if not cell or not rest:
        return cell or rest
    last, first = cell[-1], rest[0]
    if BlockKind.TABLE in (last.kind, first.kind):
        return tuple(join_tables([*cell, *rest]))
    if (not first.label or _LEANS.search(last.text)) and _is_cut(last.text, block_text(first)):
        glue = "" if last.text.endswith("/") or is_broken(last.text, first.text) else " "
        return (*cell[:-1], replace(last, text=f"{last.text}{glue}{block_text(first)}"), *rest[1:])
    return (*cell, *rest)
