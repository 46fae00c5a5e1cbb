"""A fee note cut into sentences that can each be read alone.

"- Sát hạch lý thuyết: + Lần đầu: 600.000 đồng. + Cấp lại: 400.000 đồng." becomes "Sát hạch lý thuyết: Lần đầu: 600.000
đồng" and "Sát hạch lý thuyết: Cấp lại: 400.000 đồng".
"""

from __future__ import annotations

import re

from ingest.portal.letters import UPPER
from ingest.portal.sums import find_sums

_BREAK = re.compile(
    r"\n+"
    r"|; ?(?=\S)(?!hoặc|Hoặc)"
    r"|(?<=[\w”\"/)])\.? (?=[-+*•] ?[^\W\d])(?!- ?lần)"
    r"|(?<=[.;)]) (?=[-+*•] ?\d)"
    rf"|(?<=[^\W\d]|[\d)])\. (?=[{UPPER}(])"
    r"|: (?=[-+*•] ?\w)"
    r"|[.;](?=[-+*•] ?[^\W\d])"
    r"| (?=Phí ?: ?\d)|(?<=\)) (?=phí ?: ?\d)"
)
_MARK = re.compile(r"^ ?([-+*•]) ?")
# A reduced rate with a period of its own, in brackets behind the standing rate.
_REDUCED = re.compile(r" ?\((?P<rate>[^()]*áp dụng[^()]*)\)", re.IGNORECASE)
_COMMA = re.compile(r",(?: và)? (?=[^\W\d])")


def fee_items(note: str) -> list[str]:
    """The sentences and list items of a note, each with the headings that it stands under."""
    items: list[str] = []
    headings: list[tuple[str, str]] = []  # (list mark, heading)
    listed = False  # whether the piece before is an item of a list
    pieces = _pieces(_unwrapped(note))
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        level, body = _level(piece)
        if not body.strip(" .,;:-"):
            continue
        if not level and listed:
            headings = [(known, heading) for known, heading in headings if known]
        listed = bool(level)
        while level and any(known == level for known, _ in headings):
            headings.pop()
        if _is_heading(level, body, _level(following)[0]):
            headings.append((level, body.rstrip(" .:") + ":"))
            continue
        above = " ".join(heading for _, heading in headings)
        inner = fee_items(body) if _unwrapped(body) != body else _parts(body.rstrip(" ;,"))
        items += [f"{above} {part}".strip() for part in inner]
    return items or [heading for _, heading in headings]


def _level(piece: str) -> tuple[str, str]:
    """The list mark that a piece begins with ("" for none) and the rest."""
    mark = _MARK.match(piece)
    return (mark[1], piece[mark.end() :].strip()) if mark else ("", piece.strip())


def _is_heading(level: str, body: str, next_level: str) -> bool:
    if find_sums(body):
        return False
    return body.endswith(":") or (level in "-*" and level != "" and next_level == "+")


def _unwrapped(note: str) -> str:
    """Without brackets around the whole, or one that nothing closes."""
    note = note.strip()
    while note.startswith("("):
        closing = _closing(note)
        if note[closing + 1 :].strip(" .") and closing >= 0:
            break
        note = (note[1:closing] if closing >= 0 else note[1:]).strip()
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
    reduced = _REDUCED.search(item)
    if reduced and find_sums(reduced["rate"]) and item[: reduced.start()].strip():
        return [*_parts(_REDUCED.sub("", item, count=1).strip()), reduced["rate"].strip()]
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
