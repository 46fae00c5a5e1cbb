"""Brackets that only repeat what was just said: "03 (ba) dự án", "chuyển đổi số (CĐS)"."""

from __future__ import annotations

import re

from tts.normalise.lexicon import LEARNED_RANK, Entry

_INNER = re.compile(r"\(([^()]{1,120})\)")
_DEFINED = re.compile(r"\((?:(?:sau đây\s+)?(?:gọi tắt là|viết tắt là|gọi là)\s*:?\s*)?([A-ZĐƯ][A-ZĐƯ&\-]{1,11})\)")
_WORD = re.compile(r"[^\W\d_]+")


def inner_text(text: str, start: int) -> tuple[str, int] | None:
    """What stands in the bracket that opens at ``start``, and where it ends."""
    match = _INNER.match(text, start)
    return (match.group(1), match.end()) if match else None


def folded(spoken: str) -> str:
    """For comparing: no case, no punctuation, one spelling of "linh"."""
    return " ".join(_WORD.findall(spoken.lower())).replace("lẻ", "linh").replace("ngàn", "nghìn")


def learned_abbreviations(text: str) -> list[Entry]:
    """Abbreviations that the text itself explains: "Ban Quản lý khu kinh tế (BQLKKT)".

    Taken only when the letters are the initials of the words right before the bracket.
    """
    found: dict[str, Entry] = {}
    for match in _DEFINED.finditer(text):
        short = match.group(1)
        letters = [char.lower() for char in short if char.isalpha()]
        words = _WORD.findall(text[max(0, match.start() - 160) : match.start()])
        for width in range(len(letters), min(len(words), len(letters) + 3) + 1):
            tail = words[-width:]
            initials = [word[0].lower() for word in tail if width == len(letters) or word not in ("và", "của", "các")]
            if initials == letters:
                found.setdefault(short, Entry(short, " ".join(tail).lower(), rank=LEARNED_RANK))
                break
    return list(found.values())
