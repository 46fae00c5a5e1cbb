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
_SAME_LINE = 3.0  # points between the tops of words of one line
_SMALLEST = 2  # cells of a table


class TablePages:
    """Opens the file once, when the first page with rulings is met."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: Any = None

    def blocks(self, number: int) -> list[Block] | None:
        """Blocks of the page (1-based) in reading order, or None when it has no table after all. Raises BROKEN."""
        if self._opened is None:
            self._opened = pdfplumber.open(self._path)
        page = self._opened.pages[number - 1]
        try:
            tables = [table for table in page.find_tables() if len(table.cells) >= _SMALLEST]
            return list(_Layout(page, tables, number).blocks()) if tables else None
        finally:
            page.close()

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()


class _Layout:
    def __init__(self, page: Any, tables: Sequence[Any], number: int) -> None:
        self._number = number
        self._words: list[Any] = page.extract_words(x_tolerance=2, y_tolerance=3, extra_attrs=["fontname"])
        self._tables = sorted(tables, key=lambda table: _area(table.bbox))
        self._right = float(page.width)

    def blocks(self) -> Iterator[Block]:
        yield from self._inside((0.0, 0.0, self._right, float("inf")), self._tables, self._words, None)

    def _inside(self, box: Box, tables: list[Any], words: list[Any], margin: float | None) -> Iterator[Block]:
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

    def _rows(self, table: Any, inner: list[Any], words: list[Any]) -> Iterator[tuple[Cell, ...]]:
        for row in table.rows:
            cells: list[Cell] = []
            for box in row.cells:
                if box is None:
                    cells.append(())
                    continue
                held = [other for other in inner if _within(other.bbox, box)]
                inside = [word for word in words if _holds(box, word)]
                cells.append(tuple(self._inside(box, held, inside, box[2] - _SAME_LINE * 2)))
            if any(cells):
                yield tuple(cells)

    def _text(self, words: list[Any], margin: float | None) -> Iterator[Block]:
        printed = [_printed(line) for line in _grouped(words)]
        yield from blocks_of(lines_of(printed, self._number, margin))


def _grouped(words: list[Any]) -> Iterator[list[Any]]:
    line: list[Any] = []
    for word in sorted(words, key=lambda word: (float(word["bottom"]), float(word["x0"]))):
        if line and abs(word["bottom"] - line[-1]["bottom"]) > _SAME_LINE:
            yield sorted(line, key=lambda word: float(word["x0"]))
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: float(word["x0"]))


def _printed(line: list[Any]) -> PrintedLine:
    first, last = line[0], line[-1]
    bold = all("bold" in str(word["fontname"]).lower() for word in line)
    text = " ".join(str(word["text"]) for word in line)
    height = float(first["bottom"] - first["top"])
    return PrintedLine(text, float(first["x0"]), float(last["x1"]), height, float(first["x1"] - first["x0"]), bold)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _within(inner: Box, outer: Box) -> bool:
    slack = 1.0
    inside = inner[0] >= outer[0] - slack and inner[1] >= outer[1] - slack and inner[2] <= outer[2] + slack
    return inside and inner[3] <= outer[3] + slack and _area(inner) < _area(outer)


def _middle(word: Any) -> tuple[float, float]:
    return (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2


def _holds(box: Box, word: Any) -> bool:
    across, down = _middle(word)
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])
