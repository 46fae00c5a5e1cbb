"""Ruled tables of PDF pages, through pdfplumber; tables within cells of others are kept there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_PADDING = 6.0  # points between a cell's text and its border


class TablePages:
    """Opens the file once, when the first page with rulings is met."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: Any = None

    def blocks(self, number: int, words: Sequence[Word]) -> list[Block] | None:
        """Blocks of the page (1-based) in reading order, or None when it has no table after all. Raises BROKEN."""
        if self._opened is None:
            self._opened = pdfplumber.open(self._path)
        page = self._opened.pages[number - 1]
        try:
            tables = [table for table in page.filter(_is_ruling).find_tables() if _has_columns(table)]
            return list(_Layout(tables, words, number).blocks()) if tables else None
        finally:
            page.close()

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()


class _Layout:
    def __init__(self, tables: Sequence[Any], words: Sequence[Word], number: int) -> None:
        self._number = number
        self._words = list(words)
        self._tables = sorted(tables, key=lambda table: _area(table.bbox))

    def blocks(self) -> Iterator[Block]:
        everywhere = (float("-inf"), float("-inf"), float("inf"), float("inf"))
        yield from self._inside(everywhere, self._tables, self._words, None)

    def _inside(self, box: Box, tables: list[Any], words: list[Word], margin: float | None) -> Iterator[Block]:
        """Text and outermost tables of a region, from top to bottom."""
        outer = [table for table in tables if not any(_within(table.bbox, other.bbox) for other in tables)]
        free = [word for word in words if not any(_holds(table.bbox, word) for table in outer)]
        top = box[1]
        for table in sorted(outer, key=lambda table: float(table.bbox[1])):
            above = [word for word in free if top <= _middle(word)[1] < table.bbox[1]]
            yield from self._text(above, margin)
            inner = [other for other in tables if other is not table and _within(other.bbox, table.bbox)]
            rows = tuple(self._rows(table, inner, [word for word in words if _holds(table.bbox, word)]))
            yield Block(BlockKind.TABLE, "", self._number, rows=rows)
            top = table.bbox[3]
        yield from self._text([word for word in free if _middle(word)[1] >= top], margin)

    def _rows(self, table: Any, inner: list[Any], words: list[Word]) -> Iterator[tuple[Cell, ...]]:
        for row in table.rows:
            cells: list[Cell] = []
            for box in row.cells:
                if box is None:
                    cells.append(())
                    continue
                held = [other for other in inner if _within(other.bbox, box)]
                inside = [word for word in words if _holds(box, word)]
                cells.append(tuple(self._inside(box, held, inside, box[2] - _PADDING)))
            if any(cells):
                yield tuple(cells)

    def _text(self, words: list[Word], margin: float | None) -> Iterator[Block]:
        printed = [_printed(line) for line in _grouped(words)]
        yield from blocks_of(lines_of(printed, self._number, margin))


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
    return PrintedLine(text, first.left, last.right, height, first.right - first.left, all(word.bold for word in line))


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
