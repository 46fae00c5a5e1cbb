"""Tables as an XLSX file. Words of citizens stay words: no cell becomes a formula (OWASP, CSV injection)."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import openpyxl  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from motcua.statistics.tables import Table

_WIDEST = 70  # characters
_NARROWEST = 10
_WORDS = "s"


def workbook(tables: Iterable[Table]) -> bytes:
    """A sheet each."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet(table.name)
        for at, row in enumerate((table.headings, *table.rows), start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(at, column, value)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if isinstance(value, str):
                    cell.data_type = _WORDS
                if at == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for column in range(1, len(table.headings) + 1):
            longest = max(len(str(row[column - 1])) for row in (table.headings, *table.rows))
            sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
