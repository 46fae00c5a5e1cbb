"""When people answer in a week, as an office writes it: "T2-T6 07:30-11:30 13:30-17:00; T7 07:30-11:30"."""

from __future__ import annotations

import re
from datetime import time

Spans = tuple[tuple[time, time], ...]
_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_PART = re.compile(r"(T[2-7]|CN)(?:-(T[2-7]|CN))?((?:\s+\d{1,2}:\d\d-\d{1,2}:\d\d)+)")


def week_of(text: str) -> tuple[Spans, ...]:
    """The spans of Monday to Sunday; none for an empty text. Raises ValueError."""
    week: list[Spans] = [()] * len(_DAYS)
    for part in filter(None, (one.strip() for one in text.split(";"))):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(f"«{part}» is not like «T2-T6 07:30-11:30 13:30-17:00»")
        first, last = _DAYS.index(match[1]), _DAYS.index(match[2] or match[1])
        if last < first:
            raise ValueError(f"«{part}» ends before it begins")
        for day in range(first, last + 1):
            week[day] += tuple(_span(words) for words in match[3].split())
    return tuple(week)


def _span(words: str) -> tuple[time, time]:
    start, end = (_moment(one) for one in words.split("-"))
    if end <= start:
        raise ValueError(f"«{words}» ends before it begins")
    return start, end


def _moment(words: str) -> time:
    hour, minute = words.split(":")
    return time(int(hour), int(minute))
