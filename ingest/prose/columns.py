"""Tables whose first row names the columns: methods, papers, legal bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.prose.field_names import folded_name
from ingest.readers.document import Block, Cell, cell_text


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One row: the text of every known column (absent ones are ""), and of a row that is one wide cell."""

    values: Mapping[str, str]
    wide: str = ""  # a title row that spans the table

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def column_rows(table: Block, names: Mapping[str, tuple[str, ...]], needed: str) -> list[ColumnRow] | None:
    """Rows below the head, or None when no row names the `needed` column and one more.

    `names`: column -> the folded spellings that its head begins with.
    """
    for place, row in enumerate(table.rows[:3]):
        head = {number: column for number, cell in enumerate(row) if (column := _column(cell, names))}
        if needed in head.values() and len(head) >= 2:
            return list(_rows(table.rows[place + 1 :], row, head))
    return None


def _column(cell: Cell, names: Mapping[str, tuple[str, ...]]) -> str | None:
    folded = folded_name(cell_text(cell))
    return next((column for column, spellings in names.items() if folded.startswith(spellings)), None)


def _rows(rows: tuple[tuple[Cell, ...], ...], head: tuple[Cell, ...], columns: dict[int, str]) -> Iterator[ColumnRow]:
    for row in rows:
        if list(map(cell_text, row)) == list(map(cell_text, head)):
            continue
        texts = [cell_text(cell) for cell in row]
        filled = [text for text in texts if text]
        if len(filled) == 1 and texts[0] and (len(row) < len(head) or len(columns) > 2):
            yield ColumnRow({column: texts[n] for n, column in columns.items() if n < len(texts)}, wide=texts[0])
            continue
        values: dict[str, str] = {}
        for number, column in columns.items():
            if number < len(texts):
                values[column] = "\n".join(filter(None, (values.get(column), texts[number])))
        yield ColumnRow(values)
