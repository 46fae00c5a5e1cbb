"""Cuts a long text into pieces under a limit: at line or sentence ends, else between words, else anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bots.rendering.measure import Measure

_END = re.compile(r"""\n+|[.!?…]["”’)\]]*\s+""")
# A full stop after one of these ends no sentence: "TP. Cần Thơ", "1. Đơn đề nghị", "Nguyễn Văn A."
_NO_END = re.compile(r"(?:^|[\s(])(?:\d{1,3}|[a-zđ]|[A-ZĐ]|TP|Tp|TS|ThS|PGS|GS|BS|KS|tr|Tr|St|Mr|Dr)\Z")


def split(text: str, limit: int, measure: Measure) -> tuple[str, ...]:
    """Every word of `text` is in exactly one piece, and each piece measures at most `limit`."""
    pieces: list[str] = []
    rest = text.strip()
    while rest and measure(rest) > limit:
        cut = _cut(rest, limit, measure)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*pieces, rest) if rest or not pieces else tuple(pieces)


def _cut(text: str, limit: int, measure: Measure) -> int:
    room = _longest_prefix(text, limit, measure)
    ends = [end for end in _ends(text) if end <= room]
    if ends:
        return ends[-1]
    space = max(text.rfind(" ", 1, room + 1), text.rfind("\t", 1, room + 1))
    return space if space > 0 else max(room, 1)


def _longest_prefix(text: str, limit: int, measure: Measure) -> int:
    low, high = 0, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _ends(text: str) -> Iterator[int]:
    """Positions after which a new sentence or line begins, ascending; the white space there is stripped."""
    for match in _END.finditer(text):
        before = text[max(0, match.start() - 5) : match.start()]
        if "\n" in match.group() or not _NO_END.search(before):
            yield match.start() + len(match.group().rstrip())
