"""Patterns that tell what a question of law is about, where phrases cannot: law_patterns.yaml."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.data_files import data_file
from knowledge.text.fold import fold


def matches(name: str, text: str) -> bool:
    """Whether one of the patterns of that list stands in the text, whatever its marks."""
    return bool(_pattern(name).search(fold(text).lower()))


@lru_cache(maxsize=16)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(data_file("law_patterns.yaml")[name]) + r")(?!\w)")
