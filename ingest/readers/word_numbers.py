"""The numbers that Word prints before paragraphs without writing them into the text.

Source: ECMA-376 Part 1, section 17.9 (abstractNum, num, lvl, lvlText, start, lvlOverride).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_SHOWN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
}


@dataclass(frozen=True, slots=True)
class _Level:
    shown: str
    pattern: str
    start: int


def attribute(element: Any, child: str) -> str:
    """The w:val of a child element, or ""."""
    found = None if element is None else element.find(f"{W}{child}")
    return "" if found is None else str(found.get(f"{W}val") or "")


class WordNumbers:
    """Counts through one document: ask for every paragraph's label in order."""

    def __init__(self, definitions: Any) -> None:
        """`definitions`: the root element of numbering.xml, or None."""
        self._levels: dict[tuple[str, int], _Level] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if definitions is None:
            return
        for abstract in definitions.iter(f"{W}abstractNum"):
            for level in abstract.iter(f"{W}lvl"):
                key = (str(abstract.get(f"{W}abstractNumId")), _int(level.get(f"{W}ilvl"), 0))
                start = _int(attribute(level, "start"), 1)
                self._levels[key] = _Level(attribute(level, "numFmt"), attribute(level, "lvlText"), start)
        for number in definitions.iter(f"{W}num"):
            self._abstract[str(number.get(f"{W}numId"))] = attribute(number, "abstractNumId")

    def label(self, numbering: Any) -> tuple[str, int]:
        """(label, depth from 1) for a w:numPr element; ("", 0) where it numbers nothing."""
        abstract = self._abstract.get(attribute(numbering, "numId"), "")
        depth = _int(attribute(numbering, "ilvl"), 0)
        level = self._levels.get((abstract, depth))
        if level is None or level.shown == "none":
            return "", 0
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        if level.shown not in _SHOWN:
            return "-", depth + 1
        return _PLACE.sub(lambda found: self._shown(abstract, int(found[1]) - 1), level.pattern), depth + 1

    def _shown(self, abstract: str, depth: int) -> str:
        level = self._levels.get((abstract, depth), _Level("decimal", "", 1))
        count = self._counts[abstract].get(depth, level.start)
        return _SHOWN.get(level.shown, str)(max(count, 1))


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else otherwise
