"""Printed lines with their places on the page -> lines that know whether they are full.

A line is full when the first word of the next one would not have fitted on it: then the paragraph goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.lines import Line

_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*(\d{1,4})\s*[-–]?(?:\s*/\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 2  # lines at the top and the bottom of a page among which running lines are looked for
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.4
_LONG = 0.8  # of the margin
_BLANK_WIDTH = 0.3  # of the line's height


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Places in points from the left; `first_word` is the width of the line's first word."""

    text: str
    left: float
    right: float
    height: float
    first_word: float
    bold: bool = False
    begins_bold: bool = False


def lines_of(printed: Sequence[PrintedLine], page: int, right_margin: float | None = None) -> list[Line]:
    """Lines of one page or cell. `right_margin`: the farthest place that text may reach, if it is known."""
    margin = right_margin if right_margin is not None else max((line.right for line in printed), default=0.0)
    lines = []
    for place, line in enumerate(printed):
        following = printed[place + 1] if place + 1 < len(printed) else None
        needed = (following.first_word if following else line.height * 2) + line.height * _BLANK_WIDTH
        full = line.right + needed > margin + line.height * 0.1
        # Where another line of the page reaches farther out, a long line may be full all the same.
        unsure = not full and line.right > margin * _LONG
        lines.append(Line(line.text, page, line.bold, None if unsure else full, line.begins_bold))
    return lines


class RunningLines:
    """The lines that stand at the edge of most pages, numbers aside, and page numbers."""

    def __init__(self, pages: Sequence[Sequence[PrintedLine]]) -> None:
        counts: Counter[str] = Counter()
        for lines in pages:
            counts.update({_shape(line) for line in [*lines[:_EDGE], *lines[-_EDGE:]]})
        needed = max(_FEWEST_PAGES, len(pages) * _SHARE_OF_PAGES)
        self._shapes = {shape for shape, count in counts.items() if count >= needed and shape}

    def without(self, lines: Sequence[PrintedLine], page: int) -> list[PrintedLine]:
        """The page's (1-based) lines, from top to bottom, that are its own."""
        inner = range(_EDGE, len(lines) - _EDGE)
        return [line for n, line in enumerate(lines) if n in inner or not self._is_one(line, page)]

    def _is_one(self, line: PrintedLine, page: int) -> bool:
        number = _PAGE_NUMBER.fullmatch(line.text.strip())
        return _shape(line) in self._shapes or (number is not None and int(number[1]) == page)


def _shape(line: PrintedLine) -> str:
    return _DIGITS.sub("#", line.text.strip().lower())
