"""What a scanner misread in the texts of laws: letters of another script that look alike, marks of units."""

from __future__ import annotations

import re
from collections import Counter

_CYRILLIC, _LATIN = "аеорсухіАЕОРСУХІВМНТК", "aeopcyxiAEOPCYXIBMHTK"
_ALIKE = str.maketrans(_CYRILLIC, _LATIN)
_FOREIGN = re.compile(rf"\w*[{_CYRILLIC}]\w*")
_UNITS = {"điềm": "điểm", "đổng": "đồng", "thang": "tháng"}
_UNIT = re.compile(rf"(?<=\d )({'|'.join(_UNITS)})\b")  # "10 điềm", "60.000.000 đổng"


def reread(text: str) -> tuple[str, Counter[tuple[str, str]]]:
    """The text with such letters put right; and what stood there, what was meant, how often."""
    changed: Counter[tuple[str, str]] = Counter()

    def meant(found: re.Match[str]) -> str:
        word = found.group()
        right = _UNITS.get(word) or word.translate(_ALIKE)
        changed[word, right] += 1
        return right

    return _UNIT.sub(meant, _FOREIGN.sub(meant, text)), changed
