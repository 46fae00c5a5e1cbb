"""One act in several degrees: alcohol up to 50, 50 to 80, over 80 mg; speed over by 5, 10, 20, 35 km/h."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.provisions import Provision
from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped

_SAME_WORDS = 8  # "Điều khiển xe trên đường mà trong máu", "Điều khiển xe chạy quá tốc độ quy"
_SAME_AT_LEAST = 6  # of these eight; scanners misread some
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_UNITS = {
    "blood": r"(?:mg|miligam|milligram)? ?/? ?100 ?(?:ml|mililit)(?: mau)?|mg mau",
    "breath": r"(?:mg|miligam|milligram)? ?/ ?(?:1 ?)?(?:l|lit)\b(?: khi tho)?|(?:mg )?khi tho|mg\b",
    "speed": r"km(?: ?/ ?(?:h|gio))?|cay so",
    "load": r"%|phan tram",
}
_UPPER = r"(?:chua vuot(?: qua)?|khong qua|khong vuot(?: qua)?|duoi|toi da|chua toi|chua den)"
_OVER = r"(?:vuot qua|vuot|tren|hon|tu tren|qua)"
_LIMIT = rf"(?:duong|gioi han|cho phep|bien|toi da|quy dinh)(?: la| chi)? {_NUMBER}"
_SPEED = rf"(?:chay|di|phong)(?: \w+)? {_NUMBER}"
_BETWEEN = r"(?: ?km/?h?)?\D{1,40}?"
_LIMIT_AND_SPEED = re.compile(_LIMIT + _BETWEEN + _SPEED)
_SPEED_AND_LIMIT = re.compile(_SPEED + _BETWEEN + _LIMIT)


@dataclass(frozen=True, slots=True)
class Span:
    """Amounts over `low` (or from it) up to `high` (or below it), in one unit."""

    unit: str  # "blood" mg/100 ml, "breath" mg/l, "speed" km/h over the limit, "load" % over the limit
    low: float
    high: float
    from_low: bool  # `low` itself belongs to it
    to_high: bool

    def holds(self, amount: float) -> bool:
        above = amount > self.low or (self.from_low and amount == self.low)
        return above and (amount < self.high or (self.to_high and amount == self.high))


def levels_of(act: Provision, provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """The points of the article that start with the words of `act` and differ in an amount, in order of clauses."""
    start = _start(act)
    units = {span.unit for span in spans_in(act.text)}
    if len(start) < _SAME_WORDS or not units:
        return (act,)
    return tuple(
        one
        for one in provisions
        if (one.document, one.article) == (act.document, act.article)
        and one.point
        and len(set(_start(one)) & set(start)) >= _SAME_AT_LEAST
        and {span.unit for span in spans_in(one.text)} & units
    ) or (act,)


def pick_level(question: str, levels: Sequence[Provision]) -> Provision | None:
    """The degree that the question's own amount (or its words: "mức cao nhất") falls in; None where it says neither."""
    asked = _amount(question)
    if asked:
        unit, amount = asked
        for level in levels:
            if any(span.unit == unit and span.holds(amount) for span in spans_in(level.text)):
                return level
    folded = fold(question).lower()
    for name, words in shipped("law_focus.yaml")["degrees"].items():
        if any(re.search(rf"\b{word}\b", folded) for word in words):
            return levels[{"lowest": 0, "middle": len(levels) // 2, "highest": -1}[name]]
    return None


def _start(provision: Provision) -> tuple[str, ...]:
    return tuple(fold(provision.text).lower().split()[:_SAME_WORDS])


def _value(text: str) -> float:
    return float(text.replace(",", "."))


def spans_in(text: str) -> tuple[Span, ...]:
    """The amounts that a text names: "vượt quá 50 miligam đến 80 miligam/100 mililít máu", "dưới 10 km/h"."""
    folded = fold(text).lower()
    spans: list[Span] = []
    for unit, names in _UNITS.items():
        any_unit = rf" ?(?:{names}|miligam|mg)?"
        both = rf"(?P<over>{_OVER})? ?(?:tu )?{_NUMBER}{any_unit} den (?P<below>duoi )?{_NUMBER} ?(?:{names})"
        rest = folded
        for match in re.finditer(both, folded):
            low, high = _value(match[2]), _value(match[4])
            spans.append(Span(unit, low, high, from_low=not match["over"], to_high=not match["below"]))
            rest = rest.replace(match[0], " ", 1)
        for match in re.finditer(rf"{_UPPER} {_NUMBER} ?(?:{names})", rest):
            spans.append(Span(unit, 0, _value(match[1]), from_low=False, to_high=not match[0].startswith("duoi")))
            rest = rest.replace(match[0], " ", 1)
        over = r"(?:vuot qua|tren|hon)" if unit == "speed" else _OVER  # "quá 20 km/h" is over the limit by 20
        for match in re.finditer(rf"{over} {_NUMBER} ?(?:{names})", rest):
            spans.append(Span(unit, _value(match[1]), math.inf, from_low=False, to_high=False))
    return tuple(spans)


def _amount(question: str) -> tuple[str, float] | None:
    """(unit, amount): the middle of a span that the question names, an exact amount, or speed less limit."""
    folded = fold(question).lower()
    for pattern, first in ((_LIMIT_AND_SPEED, 1), (_SPEED_AND_LIMIT, 2)):
        match = pattern.search(folded)
        if match:
            over = _value(match[3 - first]) - _value(match[first])
            if over > 0:
                return "speed", over
    spans = spans_in(question)
    if spans:
        span = spans[0]
        return span.unit, span.low + 0.001 if math.isinf(span.high) else (span.low + span.high) / 2
    for unit, names in _UNITS.items():
        match = re.search(rf"{_NUMBER} ?(?:{names})", folded)
        if match:
            return unit, _value(match[1])
    return None
