"""XLSX through openpyxl, and CSV: each sheet a heading and a table.

Lost: hidden sheets, pictures, comments, formulas without a stored result (told). Macros are refused.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from ingest.errors import UnreadableFile
from ingest.readers.document import Block, BlockKind, Cell, Document, Loss
from ingest.readers.errors import FileDamaged, FileRefused
from ingest.readers.limits import limits
from ingest.readers.losses import LossCode, loss
from ingest.readers.packages import BROKEN, check_office_file, opened, read_member
from ingest.readers.plain_text import text_of
from knowledge.text.clean import clean

_UNSTORED = re.compile(rb"</f>(?:<v ?/>|<v></v>)?</c>")
_OTHER = (InvalidFileException, AttributeError, TypeError, IndexError, SyntaxError, AssertionError)


def read_workbook(path: Path) -> Document:
    check_office_file(path)
    blocks: list[Block] = []
    losses: list[Loss] = []
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                losses.append(loss(LossCode.HIDDEN, sheet.title))
                continue
            rows = tuple(_rows(sheet))
            if rows:
                blocks.append(Block(BlockKind.HEADING, clean(sheet.title), position=len(blocks), level=1))
                blocks.append(Block(BlockKind.TABLE, "", position=len(blocks), rows=rows))
        book.close()
    except (*_OTHER, *BROKEN) as error:
        raise FileDamaged("Tệp bảng tính bị hỏng, không mở được.", detail=f"{type(error).__name__}: {error}") from error
    if _has_unstored_formulas(path):
        losses.append(loss(LossCode.FORMULAS))
    if not blocks:
        raise UnreadableFile("Tệp bảng tính không có dữ liệu.")
    return Document(path.stem, tuple(blocks), tuple(losses))


def read_sheet_text(path: Path) -> Document:
    text, losses = text_of(path)
    first = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=first.count)
    try:
        lines = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error as error:
        raise FileDamaged("Tệp CSV bị hỏng, không tách được cột.", detail=str(error)) from error
    rows = tuple(tuple(cell_of(value) for value in line) for line in lines if any(value.strip() for value in line))
    return Document(path.stem, (Block(BlockKind.TABLE, "", rows=rows),), losses)


def cell_of(value: object) -> Cell:
    """A cell's blocks: a line each."""
    lines = [line.strip() for line in clean(_shown(value)).split("\n")]
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in lines if line)


def _rows(sheet: Any) -> Iterator[tuple[Cell, ...]]:
    cells = 0
    for values in sheet.iter_rows(values_only=True):
        while values and values[-1] is None:
            values = values[:-1]
        cells += max(len(values), 1)
        if cells > limits().most_cells:
            raise FileRefused("Bảng tính có quá nhiều ô.", detail=f"more than {limits().most_cells} cells")
        if any(value is not None and str(value).strip() for value in values):
            yield tuple(cell_of(value) for value in values)


def _has_unstored_formulas(path: Path) -> bool:
    with opened(path) as packed:
        sheets = [member for member in packed.infolist() if member.filename.startswith("xl/worksheets/sheet")]
        return any(_UNSTORED.search(read_member(packed, member)) for member in sheets)


def _shown(value: object) -> str:
    """A value as the sheet shows it: whole numbers without ".0", days as 31/12/2025."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def write_workbook(path: Path, name: str, rows: Sequence[Sequence[str]], notes: Sequence[str], width: int = 36) -> None:
    """One sheet of texts, its first row the head with a note at each cell; columns of `width` characters.

    Raises OSError.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for number, row in enumerate(rows, start=1):
        sheet.append(list(row))
        for cell in sheet[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for cell, note in zip(sheet[1], notes, strict=True):
        cell.comment = Comment(note, "motcua")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
    book.save(path)
