"""Where a figure may stand at all: a quick look that spares reading the clauses of a record that can't state it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.checking.figures import Figure, FigureKind
from assistant.checking.numbers import spelled_to_digits

# "135.000 đồng/lần" says "một lần" too.
PER_UNIT = re.compile(r"/ ?(lần|bản|người|xe|giấy|bộ|trang|phương tiện|hồ sơ)(?!\w)")
_NUMBER = re.compile(r"\d+")
_BETWEEN = "\x1e"  # stands in no text that was cleaned
_LONG = 6  # digits; a phone's number may follow the country's without a gap


@dataclass(frozen=True, slots=True)
class Traces:
    """What a clause must hold to state one of some figures.

    `digits`: the digits of each figure, in whatever notation, without zeros at their ends: "135" stands in "135.000
    đồng", "135 nghìn" and "135k", not in "1135". A date leaves those of its longest part, since its parts stand in any
    order.
    """

    digits: frozenset[str]
    any_clause: bool  # a figure without digits is looked for: "Phụ lục XII", "điểm a"

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Traces:
        traces = {_trace(figure) for figure in figures}
        return cls(frozenset(traces - {""}), "" in traces)

    def may_stand_in(self, clause: Clause) -> bool:
        """Never False for a clause that states one of the figures."""
        if self.any_clause or (clause.per_unit and "1" in self.digits):
            return True
        return not self.digits.isdisjoint(clause.runs) or any(
            len(digits) >= _LONG and digits in clause.joined for digits in self.digits
        )


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a source and the digits in it."""

    text: str
    runs: frozenset[str]  # neighbouring numbers joined, without zeros at their ends
    joined: str  # all its digits
    per_unit: bool  # it says "/lần" or the like


def clauses_of(texts: Sequence[str]) -> tuple[Clause, ...]:
    """The clauses of one source: their words for numbers are read in one go, which takes a third of the time."""
    spelled = spelled_to_digits(_BETWEEN.join(texts).lower()).split(_BETWEEN)
    return tuple(map(_clause, texts, spelled)) if texts else ()


def _clause(text: str, spelled: str) -> Clause:
    numbers = _NUMBER.findall(spelled)
    return Clause(text, _runs(numbers), "".join(numbers), PER_UNIT.search(spelled) is not None)


def _runs(numbers: Sequence[str]) -> frozenset[str]:
    """A figure's digits may be grouped or parted: "1", "500", "000" hold "15"."""
    if not numbers:
        return frozenset()
    ends = range(1, _LONG + 1)
    runs = ("".join(numbers[start : start + size]) for start in range(len(numbers)) for size in ends)
    return frozenset(run.strip("0") for run in runs)


def _trace(figure: Figure) -> str:
    numbers = _NUMBER.findall(figure.value)
    if figure.kind is FigureKind.DATE:
        return max((number.strip("0") for number in numbers), key=len, default="")
    return "".join(numbers).strip("0")
