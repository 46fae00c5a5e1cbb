"""A fee note cut into sentences that can each be read alone.

"- Sát hạch lý thuyết: + Lần đầu: 600.000 đồng. + Cấp lại: 400.000 đồng." becomes "Sát hạch lý thuyết: Lần đầu: 600.000
đồng" and "Sát hạch lý thuyết: Cấp lại: 400.000 đồng".
"""

from __future__ import annotations

import re

from ingest.portal.sums import find_sums

_BREAK = re.compile(
    r"\n+"
    r"|; ?(?=\S)"
    r"|(?<=[.;:)\w”\"/])\.? (?=[-+*•] ?[^\W\d])"
    r"|(?<=[^\W\d]|[\d)])\. (?=[A-ZĐÀ-Ỹ(])"
    r"|: (?=[-+*•] ?\w)"
    r"|\.(?=[-+*•] ?[^\W\d])"
    r"| (?=Phí ?: ?\d)"
)
_MARK = re.compile(r"^ ?([-+*•]) ?")
_COMMA = re.compile(r",(?: và)? (?=[^\W\d])")


def fee_items(note: str) -> list[str]:
    """The sentences and list items of a note, each with the headings that it stands under."""
    items: list[str] = []
    headings: list[tuple[str, str]] = []  # (list mark, heading)
    for piece in _pieces(_unwrapped(note)):
        mark = _MARK.match(piece)
        level = mark[1] if mark else ""
        body = piece[mark.end() :].strip() if mark else piece.strip()
        if not body.strip(" .,;:-"):
            continue
        if mark:
            while any(known == level for known, _ in headings):
                headings.pop()
        if body.endswith(":") and not find_sums(body):
            headings.append((level, body))
        else:
            above = " ".join(heading for _, heading in headings)
            items += [f"{above} {part}".strip() for part in _parts(body.rstrip(" ;,"))]
    return items or [heading for _, heading in headings]


def _unwrapped(note: str) -> str:
    note = note.strip()
    while note.startswith("(") and _closing(note) == len(note) - 1:
        note = note[1:-1].strip()
    return note


def _closing(text: str) -> int:
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return position
    return -1


def _pieces(note: str) -> list[str]:
    """Cut at breaks outside brackets; where brackets don't pair, at all breaks."""
    paired = note.count("(") == note.count(")")
    pieces: list[str] = []
    start = 0
    for found in _BREAK.finditer(note):
        if paired and note.count("(", 0, found.start()) > note.count(")", 0, found.start()):
            continue
        colon = ":" if found.group().startswith(":") else ""
        pieces.append(note[start : found.start()] + colon)
        start = found.end()
    return [*pieces, note[start:]]


def _parts(item: str) -> list[str]:
    """An enumeration of sums as one part a sum: "hạng A1: lý thuyết: 60.000 đồng, thực hành: 60.000 đồng"."""
    parts: list[str] = []
    start = 0
    for comma in _COMMA.finditer(item):
        inside = item.count("(", 0, comma.start()) > item.count(")", 0, comma.start())
        if inside or not find_sums(item[start : comma.start()]) or not find_sums(item[comma.end() :]):
            continue
        parts.append(item[start : comma.start()])
        start = comma.end()
    parts.append(item[start:])
    if len(parts) == 1 or any(len(find_sums(part)) != 1 for part in parts):
        return [item]
    first = parts[0]
    colons = [found.end() for found in re.finditer(r": ?", first[: find_sums(first)[0].start])]
    shared = colons if all(":" not in part for part in parts[1:]) else colons[:-1]
    prefix = first[: shared[-1]].strip() if shared else ""
    return [first, *(f"{prefix} {part}".strip() for part in parts[1:])]
