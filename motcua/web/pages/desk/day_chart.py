"""Questions by day as columns, in the units of an SVG drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.answers import Status
from motcua.statistics.figures import ASKED

WIDTH, HEIGHT = 720, 220
_LEFT, _BOTTOM, _TOP = 40, 26, 10
_MOST_LABELS = 8
_GAP = 0.25  # of a column's room


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column: `kind` names its colour."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DayChart:
    """`labels`: (x, words) under the columns; `lines`: (y, number) at the left."""

    pieces: tuple[Piece, ...]
    labels: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT


def day_chart(days: Mapping[date, Mapping[Status, int]]) -> DayChart:
    roof = _roof(max((sum(counts.values()) for counts in days.values()), default=0))
    room, tall = (WIDTH - _LEFT) / max(len(days), 1), HEIGHT - _BOTTOM - _TOP
    pieces, labels = [], []
    every, width = -(-len(days) // _MOST_LABELS), round(room * (1 - _GAP), 1)
    for number, (day, counts) in enumerate(days.items()):
        x, y = _LEFT + room * (number + _GAP / 2), float(HEIGHT - _BOTTOM)
        for status in ASKED:
            height = tall * counts.get(status, 0) / roof
            if height:
                y -= height
                pieces.append(Piece(status.value, round(x, 1), round(y, 1), width, round(height, 1)))
        if number % every == 0:
            labels.append((round(_LEFT + room * (number + 0.5), 1), f"{day:%d/%m}"))
    lines = tuple((round(HEIGHT - _BOTTOM - tall * part, 1), round(roof * part)) for part in (0, 0.5, 1))
    return DayChart(tuple(pieces), tuple(labels), lines)


def _roof(most: int) -> int:
    """The next round even number: 2, 4, 10, 20, 40, 100 ..."""
    roof = 2
    while roof < most:
        roof = roof * 2 if str(roof)[0] in "12" else roof * 5 // 2
    return roof
