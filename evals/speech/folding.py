"""When do two readings sound the same? Case, spaces, punctuation and spellings of one sound are folded away.

A digit or a symbol that is left over never is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_TONES = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5"}
_SILENT = frozenset(".,;:!?\"'“”‘’«»()[]{}…–—-_`|•*#<>~")
_TABLE = Path(__file__).resolve().parent / "same_sounds.tsv"
_LANGUAGE_MARK = re.compile(r"</?en>")


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """(letters written alone -> their name, spellings -> the one they are folded to)."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines if not line.startswith("#")]
    letters = {written: one for written, one in rows if len(written) == 1}
    return letters, [(written, one) for written, one in rows if len(written) > 1]


def _tone_last(word: str) -> str:
    """ "hòa" and "hoà" alike: the tone mark goes to the end."""
    tone, letters = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters += char
    return unicodedata.normalize("NFC", letters) + (f"~{tone}" if tone else "")


def _replace(text: str, written: str, one: str) -> str:
    """Replace every ``written``, unless it stands inside its own replacement."""
    old, new = f" {written} ", f" {one} "
    if old in new:
        return text if old == new else text.replace(old, new)
    while old in text:
        text = text.replace(old, new)
    return text


def fold(text: str) -> str:
    """A reading reduced to how it sounds."""
    letters, spellings = _spellings()
    small = unicodedata.normalize("NFC", _LANGUAGE_MARK.sub(" ", text)).lower()
    plain = "".join(" " if char in _SILENT or char.isspace() else char for char in small)
    folded = f" {' '.join(letters.get(word, word) for word in plain.split())} "
    for _ in range(2):
        for written, one in spellings:
            folded = _replace(folded, written, one)
    return " ".join(_tone_last(word) for word in folded.split()).replace("e e rờ", "e rờ")
