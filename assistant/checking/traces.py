"""Where a figure may stand at all: a quick look that spares reading the clauses of a record that can't state it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.checking.figures import Figure, FigureKind
from assistant.checking.numbers import spelled_to_digits

_NUMBER = re.compile(r"\d+")
_PER = re.compile(r"/ ?\w")  # "135.000 đồng/lần" says "một lần" too


@dataclass(frozen=True, slots=True)
class Traces:
    """What a clause must hold to state one of some figures.

    `digits`: the digits of each figure, in whatever notation, without zeros at their ends: "135" stands in "135.000
    đồng", "135 nghìn" and "135k". A date leaves those of its longest part, since its parts stand in any order.
    """

    digits: frozenset[str]
    any_clause: bool  # a figure without digits is looked for: "Phụ lục XII", "điểm a"

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Traces:
        traces = {_trace(figure) for figure in figures}
        return cls(frozenset(traces - {""}), "" in traces)

    def may_stand_in(self, clause: str) -> bool:
        """Never False for a clause that states one of the figures."""
        if self.any_clause or ("1" in self.digits and _PER.search(clause)):
            return True
        held = "".join(_NUMBER.findall(spelled_to_digits(clause.lower())))
        return any(digits in held for digits in self.digits)


def _trace(figure: Figure) -> str:
    numbers = _NUMBER.findall(figure.value)
    if figure.kind is FigureKind.DATE:
        return max((number.strip("0") for number in numbers), key=len, default="")
    return "".join(numbers).strip("0")
