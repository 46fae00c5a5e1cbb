"""One spelling for syllables that Vietnamese writes in two ways: "hoà, thuỷ, khoẻ" and "hòa, thủy, khỏe"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# A tone on the last letter of an open oa, oe or uy; after q the u belongs to the consonant ("quý" is right).
_LATE_TONE = re.compile(f"(?<!q)([ou])([aey])([{_TONES}])$")


@lru_cache(maxsize=65536)
def modern_tone(syllable: str) -> str:
    """The lower-case syllable with its tone mark on the first vowel of an open oa, oe, uy ("hoà" -> "hòa")."""
    if syllable.isascii():
        return syllable
    moved = _LATE_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", syllable))
    return unicodedata.normalize("NFC", moved)
