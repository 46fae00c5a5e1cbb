"""Amounts that tell acts apart: an age, an engine's size, how long a paper has been out of date."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache

from knowledge.law.levels import Span
from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_DAYS = {"ngay": 1.0, "tuan": 7.0, "thang": 30.0, "nam": 365.0}  # all times are compared in days


Amount = tuple[str, float]  # unit and value: ("age", 17.0)


def fits(amounts: Sequence[Amount], spans: Sequence[Span]) -> bool | None:
    """Whether one of the amounts falls into the spans of its unit; None where they share no unit."""
    found: bool | None = None
    for unit, amount in amounts:
        own = [span for span in spans if span.unit == unit]
        if any(span.holds(amount) for span in own):
            return True
        found = False if own else found
    return found


def amounts_in(question: str) -> tuple[Amount, ...]:
    """Those that the question names: ("age", 17), ("engine", 150), ("overdue", 120 days)."""
    folded = fold(question).lower()
    found: list[Amount] = []
    for unit, names in _units().items():
        for match in re.finditer(rf"(?P<bound>{_bounds()} )?{_NUMBER} ?(?P<unit>{names})\b", folded):
            if unit != "overdue" or _runs_out(folded):
                value = _value(match[2], match["unit"])
                found.append((unit, _nudged(value, (match["bound"] or "").strip())))
    return tuple(found)


def spans_of(provision: str) -> tuple[Span, ...]:
    """What a provision's words bound: "từ đủ 16 tuổi đến dưới 18 tuổi", "trên 125 cm³", "dưới 01 tháng"."""
    folded = fold(provision).lower()
    spans: list[Span] = []
    for unit, names in _units().items():
        if unit == "overdue" and not _runs_out(folded):
            continue
        amount = rf"{_NUMBER} ?(?P<unit>{names})\b"
        rest = folded
        both = rf"(?P<low>tu du|tu|tren) {_NUMBER} ?(?:{names}) den (?P<high>duoi )?{amount}"
        for match in re.finditer(both, folded):
            low, high = _value(match[2], match["unit"]), _value(match[4], match["unit"])
            spans.append(Span(unit, low, high, from_low=match["low"] != "tren", to_high=not match["high"]))
            rest = rest.replace(match[0], " ", 1)
        for match in re.finditer(rf"(?P<high>duoi|den|khong qua) {amount}", rest):
            spans.append(Span(unit, 0, _value(match[2], match["unit"]), True, match["high"] != "duoi"))
        for match in re.finditer(rf"(?P<low>tren|tu du|tu) {amount}", rest):
            low = _value(match[2], match["unit"])
            spans.append(Span(unit, low, math.inf, from_low=match["low"] != "tren", to_high=False))
    return tuple(spans)


def _value(number: str, unit: str) -> float:
    return float(number.replace(",", ".")) * _DAYS.get(unit, 1.0)


def _nudged(amount: float, bound: str) -> float:
    """ "Dưới 1 năm" is a little less than a year, "hơn 1 tháng" a little more than a month."""
    below, above = (shipped("law_focus.yaml")["bounds"][side] for side in ("below", "above"))
    if bound in below:
        return amount - 0.5
    return amount + 0.5 if bound in above else amount


@cache
def _bounds() -> str:
    bounds = shipped("law_focus.yaml")["bounds"]
    return "(?:" + "|".join(re.escape(word) for side in ("below", "above") for word in bounds[side]) + ")"


@cache
def _units() -> dict[str, str]:
    return {str(unit): "|".join(names) for unit, names in shipped("law_focus.yaml")["units"].items()}


def _runs_out(folded: str) -> bool:
    return any(words in folded for words in shipped("law_focus.yaml")["runs_out"])
