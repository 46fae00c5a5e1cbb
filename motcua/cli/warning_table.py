"""Warnings of an ingest run -> rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def warning_rows(warnings: Iterable[Mapping[str, str]]) -> list[tuple[str, str, int]]:
    """(code, what it means, how often), the most frequent first. Messages of one code may name places: one is shown."""
    counts: Counter[str] = Counter()
    messages: dict[str, str] = {}
    for warning in warnings:
        counts[warning["code"]] += 1
        messages.setdefault(warning["code"], warning["message"])
    return [(code, messages[code], count) for code, count in counts.most_common()]
