"""Whether a text is Vietnamese."""

from __future__ import annotations

import re
import unicodedata

from assistant.screening.segmenting import is_syllable
from knowledge.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLES = 0.75  # of the words have a Vietnamese syllable's shape; names and acronyms are left room
_MARKED = 0.3  # of the words carry marks; in records and laws it is 0.6 to 0.8


def is_vietnamese(text: str) -> bool:
    """Whether the running words are Vietnamese with their marks; text without words is not."""
    letters = unicodedata.normalize("NFC", text)
    if any(c.isalpha() and "LATIN" not in unicodedata.name(c, "") for c in set(letters)):
        return False
    words = [word.lower() for word in _WORD.findall(letters) if not _is_sign(word)]
    if not words:
        return False
    syllables = sum(map(is_syllable, words)) / len(words)
    marked = sum(fold(word) != word for word in words) / len(words)
    return syllables >= _SYLLABLES and marked >= _MARKED


def _is_sign(word: str) -> bool:
    """Acronyms, and letters that stand for classes and points: "từ B lên D"."""
    return word.isupper() and (len(word) > 1 or word.isascii())
