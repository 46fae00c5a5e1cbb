"""Tables inside provisions: the cells that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped

_RULE = re.compile(r"^:?-+:?$")


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    unit: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    columns: tuple[str, ...]  # of the values
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    column: str
    label: str
    value: str
    unit: str


def grid_in(text: str) -> Grid | None:
    """The table in a provision's text: number, label, unit, then values."""
    lines = [[cell.strip(" *") for cell in line.strip().strip("|").split("|")] for line in _lines(text)]
    rule = next((at for at, cells in enumerate(lines) if all(_RULE.match(cell) for cell in cells)), None)
    if rule is None or rule == 0:
        return None
    head = [fold(cell).lower() for cell in lines[rule - 1]]
    unit = next((at for at, cell in enumerate(head) if cell.startswith("don vi")), None)
    if unit is None or unit < 1 or unit + 1 >= len(head):
        return None
    rows = [
        Row(cells[unit - 1], cells[unit], tuple(cells[unit + 1 :]))
        for cells in lines[rule + 1 :]
        if len(cells) == len(head)
    ]
    return Grid(tuple(lines[rule - 1][unit + 1 :]), tuple(rows))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip().startswith("|")]


def cells_for(grid: Grid, question: str, columns: Sequence[str] = ()) -> tuple[Cell, ...]:
    """The cells in the columns whose heading the question says most of, and in the rows that it asks for.

    `columns`: what a column's heading must begin with ("hạng b"); else any.
    """
    folded = fold(question).lower()
    asked = _columns(grid, folded, [fold(name).lower() for name in columns])
    rows = _rows(grid, folded)
    return tuple(
        Cell(grid.columns[at], row.label, row.cells[at], row.unit)
        for at in asked
        for row in rows
        if row.cells[at] != "-"
    )


def _columns(grid: Grid, folded: str, named: Sequence[str]) -> list[int]:
    heads = [fold(column).lower() for column in grid.columns]
    fitting = [
        at for at, head in enumerate(heads) if not named or any(re.match(rf"{re.escape(one)}\b", head) for one in named)
    ]
    said = set(re.findall(r"\w+", folded)) | _other_words(folded)
    counts = {at: len(said & set(re.findall(r"\w+", heads[at]))) for at in fitting}
    best = max(counts.values(), default=0)
    return [at for at in fitting if counts[at] == best]


def _other_words(folded: str) -> set[str]:
    """What tables call what people say: "số sàn" is "cơ khí"."""
    return {word for say, words in shipped("law_licences.yaml")["columns"].items() if say in folded for word in words}


def _rows(grid: Grid, folded: str) -> list[Row]:
    """Those of the units that are asked for: with the words that the question says, else the totals."""
    data = shipped("law_licences.yaml")
    units = [unit for unit, names in data["units"].items() if any(re.search(rf"\b{name}\b", folded) for name in names)]
    rows = [row for row in grid.rows if not units or fold(row.unit).lower() in units]
    parts = [part for part in data["parts"] if part in folded]
    if parts:
        chosen = [row for row in rows if any(part in fold(row.label).lower() for part in parts)]
        whole = [row for row in chosen if fold(row.label).lower().startswith("dao tao")]
        if chosen:
            return whole or chosen[:3]
    return [row for row in rows if fold(row.label).lower().startswith("tong")]
