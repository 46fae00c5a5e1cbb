"""Names of letters, for abbreviations and codes that nobody says as a word."""

from __future__ import annotations

import unicodedata

LETTER_NAMES = {
    "b": "bê", "c": "xê", "d": "dê", "đ": "đê", "f": "ép", "g": "giê", "h": "hát", "j": "gi", "k": "ca", "l": "lờ",
    "m": "mờ", "n": "nờ", "p": "pê", "q": "quy", "r": "e rờ", "s": "ét", "t": "tê", "v": "vê", "w": "vê kép",
    "x": "ích", "z": "dét",
}  # fmt: skip


def letter_name(letter: str) -> str:
    """ "B" -> "bê"; a vowel is its own name; a foreign letter goes by its plain form, or is left silent."""
    small = letter.lower()
    if small in LETTER_NAMES:
        return LETTER_NAMES[small]
    if small in "aeiouyăâêôơư":
        return small
    plain = unicodedata.normalize("NFD", small)[0]
    return LETTER_NAMES.get(plain, plain if plain in "aeiouy" else "")


def spell(word: str) -> str:
    """ "GRDP" -> "giê e rờ dê pê"."""
    return " ".join(name for name in map(letter_name, word) if name)
