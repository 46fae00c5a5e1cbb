"""The figures of one run, as a table for people and a file for comparing runs."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One question set in one variant. Measures are shares from 0 to 1, or milliseconds where named so."""

    set: str
    variant: str
    questions: int
    measures: Mapping[str, float]

    @property
    def key(self) -> str:
        return f"{self.set}/{self.variant}"


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was answered wrongly."""

    set: str
    variant: str
    id: str
    asked: str
    failed: tuple[str, ...]
    status: str | None
    procedure: str | None
    text: str


@dataclass(frozen=True, slots=True)
class SuiteResult:
    suite: str
    material: str  # "catalogue" or "sample"
    notice: str  # Vietnamese
    started: datetime
    rows: tuple[Row, ...]
    misses: tuple[Miss, ...] = ()
    below: tuple[str, ...] = ()  # a sentence for each floor that was not reached

    def to_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        machine = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
        return {**asdict(self), "started": self.started.isoformat(timespec="seconds"), "ran_on": machine}


def write_result(result: SuiteResult, folder: Path) -> Path:
    """`<suite>-<time>.json`; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result.suite}-{result.started:%Y%m%dT%H%M%S}.json"
    path.write_text(json.dumps(result.to_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def print_result(result: SuiteResult, console: Console) -> None:
    """One line a row; rows with no measure in common stand in tables of their own."""
    console.print(f"{result.suite} ({result.material})", style="bold")
    console.print(result.notice)
    for rows in _alike(result.rows):
        console.print(_table(rows))
    for sentence in result.below:
        console.print(sentence, style="red")


def _alike(rows: Iterable[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        group = next(
            (group for group in groups if any(row.measures.keys() & one.measures.keys() for one in group)), None
        )
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    return groups


def _table(rows: Sequence[Row]) -> Table:
    measures = list(dict.fromkeys(name for row in rows for name in row.measures))
    table = Table()
    for heading in ("set", "variant"):
        table.add_column(heading)
    for heading in ("n", *measures):
        table.add_column(heading, justify="right")
    for row in rows:
        figures = [_figure(name, row.measures.get(name)) for name in measures]
        table.add_row(row.set, row.variant, str(row.questions), *figures)
    return table


def _figure(name: str, value: float | None) -> str:
    if value is None:
        return ""
    if name.endswith(("_ms", "_s", "_mb", "_per_s", "_ratio")):
        return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return f"{100 * value:.1f}%"
