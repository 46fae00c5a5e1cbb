"""Folding: Vietnamese text without its diacritics ("Giấy phép lái xe" -> "giay phep lai xe")."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_D = str.maketrans({"đ": "d", "Đ": "D"})


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.translate(_D))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def fold(text: str) -> str:
    """The text with tone and vowel marks removed and đ written d; case and length in NFC syllables are kept."""
    if text.isascii():
        return text
    if " " not in text:
        return _fold_word(text)
    return " ".join(_fold_word(word) for word in text.split(" "))


def has_marks(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark (or is đ)."""
    return fold(text) != unicodedata.normalize("NFC", text)
