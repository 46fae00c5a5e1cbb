"""Tells messages with words from symbols, lone numbers and hammering on the keyboard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import lru_cache

from assistant.screening.segmenting import is_syllable
from assistant.screening.views import plain_words
from knowledge.text.clean import one_line
from knowledge.text.fold import fold
from knowledge.text.lexicon import abbreviations

_CHOICE = 2  # digits of a number that may pick an option: "2", "12"
_CODE = re.compile(r"\d\.\d{6}|\d+/\d{4}|[a-z]{1,4}\d{1,3}[a-z]?|\d{1,2}[a-z]\d?-?\d", re.IGNORECASE)


def is_readable(text: str, words: Set[str]) -> bool:
    """Whether the text has a word, a code or a choice to go by; `words`: further words that count."""
    line = one_line(unicodedata.normalize("NFKC", text))
    if _CODE.search(line):
        return True
    tokens = plain_words(line)
    if len(tokens) == 1 and tokens[0].isdigit():
        return len(tokens[0]) <= _CHOICE
    return any(is_syllable(token) or token in words or fold(token) in _short_forms() for token in tokens)


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    return frozenset(fold(short) for short in abbreviations())
