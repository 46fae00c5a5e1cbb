"""The day that a question is about: "ngày 14/08/2026", "từ 15-8-2026", "ngày 1 tháng 2 năm 2029"."""

from __future__ import annotations

import re
from datetime import date

from knowledge.text.clean import nfc
from knowledge.text.fold import fold

_DAY = re.compile(
    r"(?<![\d/])(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?![\d/])"
    r"|\b(\d{1,2}) thang (\d{1,2}) nam ((?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"(?<!\d )\bnam ((?:19|20)\d\d)(?![\d/.-])")


def years_in(question: str) -> tuple[int, ...]:
    """The years that the question names alone ("năm 2027"), in order."""
    return tuple(int(match[1]) for match in _YEAR.finditer(fold(question).lower()))


def without_year(question: str, year: int) -> str:
    """The question less the words "năm 2026" where that is the year in which it is asked."""
    question = nfc(question)  # so that folding keeps every place
    spans = [match.span() for match in _YEAR.finditer(fold(question).lower()) if int(match[1]) == year]
    for start, end in reversed(spans):
        question = f"{question[:start].rstrip()} {question[end:].lstrip()}".strip()
    return question


def days_in(question: str) -> tuple[date, ...]:
    """The days that the question names, in order; impossible ones (31/02/2026) are left out."""
    found: list[date] = []
    for match in _DAY.finditer(fold(question).lower()):
        day, month, year = (int(group) for group in match.groups() if group)
        try:
            found.append(date(year, month, day))
        except ValueError:  # 31/02/2026 is no day: the question is answered as of today
            continue
    return tuple(found)
