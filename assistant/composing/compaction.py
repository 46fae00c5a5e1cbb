"""Shortens office formulas and repeated beginnings, for display only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.data_files import data_file


def compact(text: str) -> str:
    """The text without the formulas of assistant/data/compaction.yaml."""
    for pattern, replacement in _patterns():
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in data_file("compaction.yaml"))


def without_repeats(lines: Sequence[str]) -> list[str]:
    """Lines "A: B: x", "A: B: y" become "A: B: x", "… y": what stood before a colon above is not said again."""
    short: list[str] = []
    before: list[str] = []
    for line in lines:
        parts = line.split(": ")
        same = 0
        while same < min(len(parts), len(before)) - 1 and parts[same] == before[same]:
            same += 1
        short.append(f"… {': '.join(parts[same:])}" if same else line)
        before = parts
    return short
