"""Ruled tables of PDF pages, through pdfplumber; tables within cells of others are kept there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from ingest.readers.document import Block, BlockKind, Cell
from ingest.readers.lines import blocks_of
from ingest.readers.pdf_text import Word
from ingest.readers.printed_lines import PrintedLine, lines_of

Box = tuple[float, float, float, float]  # left, top, right, bottom in points from the page's top left corner
BROKEN = (
    PDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
_THIN = 3.0  # points: the thickest ruling
_SLIVER = 9.0  # points
_PADDING = 6.0  # points between a cell's text and its border


class TablePages:
    """Opens the file once, when the first page with rulings is met."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: Any = None

    def blocks(self, number: int, words: Sequence[Word], margin: float, dropped: Set[str]) -> list[Block] | None:
        """Blocks of the page (1-based) in reading order, or None when it has no table after all. Raises BROKEN.

        `margin`: how far to the right the text of the page may reach; `dropped`: running lines, as printed.
        """
        if self._opened is None:
            self._opened = pdfplumber.open(self._path)
        page = self._opened.pages[number - 1]
        try:
            tables = [table for table in page.filter(_is_ruling).find_tables() if _has_columns(table)]
            cells = list(dict.fromkeys(cell for table in tables for cell in table.cells))
            return list(_Layout(cells, words, number, margin, dropped).blocks()) if cells else None
        finally:
            page.close()

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()


class _Layout:
    def __init__(
        self, cells: Sequence[Box], words: Sequence[Word], number: int, margin: float, dropped: Set[str]
    ) -> None:
        self._number = number
        self._dropped = {"".join(line.split()) for line in dropped}
        self._words = list(words)
        self._margin = margin
        self._inner: dict[Box | None, list[Box]] = {}  # cell -> the cells of the tables in it
        known = _with_hidden_cells(cells)
        for cell in known:
            around = [other for other in known if _within(cell, other)]
            self._inner.setdefault(min(around, key=_area, default=None), []).append(cell)

    def blocks(self) -> Iterator[Block]:
        yield from self._inside(None, self._words, self._margin)

    def _inside(self, box: Box | None, words: list[Word], margin: float) -> Iterator[Block]:
        """Text and tables of a cell, or of the page, from top to bottom."""
        tables = sorted(_tables(self._inner.get(box, [])), key=lambda cells: min(cell[1] for cell in cells))
        cells = self._inner.get(box, [])
        free = [word for word in words if not any(_holds(cell, word) for cell in cells)]
        for table in tables:
            top = min(cell[1] for cell in table)
            above = [word for word in free if _middle(word)[1] < top]
            free = [word for word in free if _middle(word)[1] >= top]
            yield from self._text(above, margin)
            rows = tuple(self._rows(table, words))
            yield Block(BlockKind.TABLE, "", self._number, rows=rows)
        yield from self._text(free, margin)

    def _rows(self, table: list[Box], words: list[Word]) -> Iterator[tuple[Cell, ...]]:
        lefts = _distinct(cell[0] for cell in table)
        for top in _distinct(cell[1] for cell in table):
            row: list[Cell] = [()] * len(lefts)
            for cell in table:
                if abs(cell[1] - top) <= _THIN:
                    column = next(n for n, left in enumerate(lefts) if abs(cell[0] - left) <= _THIN)
                    held = [word for word in words if _holds(cell, word)]
                    row[column] = tuple(self._inside(cell, held, cell[2] - _PADDING))
            if any(row):
                yield tuple(row)

    def _text(self, words: list[Word], margin: float) -> Iterator[Block]:
        every = [_printed(line) for line in _grouped(words)]
        printed = [line for line in every if "".join(line.text.split()) not in self._dropped]
        yield from blocks_of(lines_of(printed, self._number, margin))


def _with_hidden_cells(cells: Sequence[Box]) -> list[Box]:
    """The cells, with those that a table inside them hides where a page break cut both.

    There the inner table lies on the outer one's border, and a sliver at its side shows that it is within a cell.
    """
    wide = [cell for cell in cells if _is_wide(cell)]
    edge = max((cell[2] for cell in cells), default=0.0)
    for sliver in cells:
        held = [cell for cell in wide if _is_beside(cell, sliver)]
        if _is_wide(sliver) or len(held) < 2:
            continue
        whole = (sliver[0], sliver[1], max(cell[2] for cell in held), sliver[3])
        fillers = [cell for cell in held if cell[2] > edge - _THIN]
        wide = [cell for cell in wide if cell not in fillers]
        wide.append(whole)
    return wide


def _is_beside(cell: Box, sliver: Box) -> bool:
    level = cell[1] >= sliver[1] - _THIN and cell[3] <= sliver[3] + _THIN
    return level and cell[0] >= sliver[2] - _THIN


def _is_wide(cell: Box) -> bool:
    """Whether a cell can hold text: slivers lie between the borders of a table and of the cell that it stands in."""
    return cell[2] - cell[0] > _SLIVER and cell[3] - cell[1] > _SLIVER


def _tables(cells: list[Box]) -> list[list[Box]]:
    """Cells in groups that touch each other."""
    groups: list[list[Box]] = []
    for cell in cells:
        touching = [group for group in groups if any(_touch(cell, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([cell, *(other for group in touching for other in group)])
    return [group for group in groups if len(group) > 1]


def _touch(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across >= -_THIN and down >= -_THIN


def _distinct(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _THIN:
            found.append(place)
    return found


def _grouped(words: list[Word]) -> Iterator[list[Word]]:
    """Words in lines, from top to bottom: boxes that share more than half of their height stand in one."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: _middle(word)[1]):
        if line and not _beside(line[-1], word):
            yield sorted(line, key=lambda word: word.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.left)


def _beside(one: Word, other: Word) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.3 * min(one.bottom - one.top, other.bottom - other.top)


def _printed(line: list[Word]) -> PrintedLine:
    first, last = line[0], line[-1]
    text = " ".join(word.text for word in line)
    height = max(word.bottom for word in line) - min(word.top for word in line)
    width = first.right - first.left
    return PrintedLine(text, first.left, last.right, height, width, all(word.bold for word in line), first.bold)


def _is_ruling(item: Any) -> bool:
    """Whether a drawn object can frame a cell: filled areas without outline are backgrounds."""
    thick = item.get("width", 0) > _THIN and item.get("height", 0) > _THIN
    return item["object_type"] != "rect" or bool(item.get("stroke")) or not thick


def _has_columns(table: Any) -> bool:
    return any(sum(cell is not None for cell in row.cells) > 1 for row in table.rows)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _within(inner: Box, outer: Box) -> bool:
    slack = 1.0
    inside = inner[0] >= outer[0] - slack and inner[1] >= outer[1] - slack and inner[2] <= outer[2] + slack
    return inside and inner[3] <= outer[3] + slack and _area(inner) < _area(outer)


def _middle(word: Word) -> tuple[float, float]:
    return (word.left + word.right) / 2, (word.top + word.bottom) / 2


def _holds(box: Box, word: Word) -> bool:
    across, down = _middle(word)
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]
