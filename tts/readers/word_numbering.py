"""The numbers that Word shows in front of list paragraphs but does not write into the text.

Source: ECMA-376 Part 1, 17.9 (numbering definitions, levels, lvlText).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMANS = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


def _roman(number: int) -> str:
    text = ""
    for sign, value in _ROMANS:
        text += sign * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimalZero": "{:02d}".format, "upperRoman": _roman, "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": lambda n: _letter(n).upper(), "lowerLetter": _letter,
}  # fmt: skip


def _value(element: Any, name: str) -> str:
    child = element.find(f"{_W}{name}") if element is not None else None
    return "" if child is None else str(child.get(f"{_W}val") or "")


class Numbering:
    """Counts through a document; ask ``mark`` for every paragraph in order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = getattr(part, "element", None)
        if root is None:
            return
        for abstract in root.iter(f"{_W}abstractNum"):
            identity = abstract.get(f"{_W}abstractNumId")
            for level in abstract.iter(f"{_W}lvl"):
                depth = int(level.get(f"{_W}ilvl"))
                start = int(_value(level, "start") or 1)
                self._levels[identity, depth] = (_value(level, "numFmt"), _value(level, "lvlText"), start)
        for number in root.iter(f"{_W}num"):
            self._abstract[number.get(f"{_W}numId")] = _value(number, "abstractNumId")

    def mark(self, paragraph: Any) -> tuple[str, int]:
        """("1.2.", depth from 1) of a numbered paragraph, ("-", depth) of a bulleted one, ("", 0) of any other."""
        properties = paragraph._p.find(f"{_W}pPr")
        numbered = properties.find(f"{_W}numPr") if properties is not None else None
        if numbered is None and paragraph.style is not None:
            styled = paragraph.style.element.find(f"{_W}pPr")
            numbered = styled.find(f"{_W}numPr") if styled is not None else None
        abstract = self._abstract.get(_value(numbered, "numId"), "")
        depth = int(_value(numbered, "ilvl") or 0)
        if (abstract, depth) not in self._levels:
            return "", 0
        return self._count(abstract, depth), depth + 1

    def _count(self, abstract: str, depth: int) -> str:
        counts = self._counts.setdefault(abstract, [])
        while len(counts) <= depth:
            counts.append(self._levels.get((abstract, len(counts)), ("", "", 1))[2] - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        kind, pattern, _ = self._levels[abstract, depth]
        if kind not in _FORMATS:
            return "-"
        return _PLACE.sub(lambda match: self._at(abstract, int(match[1]) - 1), pattern)

    def _at(self, abstract: str, depth: int) -> str:
        counts, kind = self._counts[abstract], self._levels.get((abstract, depth), ("decimal", "", 1))[0]
        number = counts[depth] if depth < len(counts) else 1
        return _FORMATS.get(kind, str)(max(number, 1))
