"""Phiếu hướng dẫn: what to bring, on one sheet of A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import segno
from markupsafe import Markup

from assistant.composing.fields import place_name
from knowledge.procedures import DocumentRequirement, Procedure
from motcua.web.pages.drawing import by_case
from motcua.web.public_address import public_address

_ROOMS = (1_500, 3_000, 5_200)  # characters that fit one sheet at each size of print, largest print first
_LINE = 60  # characters that a line costs besides its text
_SHORTEST_NAME = 40
_LONGEST_HEADING = 120
_LONGEST_FEE = 150
_MOST_FEES = 6
_MOST_PAPERS = 42


@dataclass(frozen=True, slots=True)
class Sheet:
    """`size` 0-2: how small the print must be. What was shortened or left out is said on the sheet (`is_cut`)."""

    cases: Sequence[tuple[str | None, Sequence[tuple[str, DocumentRequirement]]]]
    place: str | None  # where it is handed in
    fees: Sequence[str]
    size: int
    is_cut: bool
    address: str | None
    code: Markup | None  # the address as a QR code, inline SVG


def checklist_of(record: Procedure, public_url: str) -> Sheet:
    """`public_url`: of this server, for records whose source has no public address."""
    fees = list(dict.fromkeys(fee.text for method in record.submission_methods for fee in method.fees))
    place, papers = place_name(record), record.documents
    length = _length([record.name, place or "", *fees]) + _length(one.name for one in papers) + _headings(papers)
    size = next((at for at, room in enumerate(_ROOMS) if length <= room), None)
    longest = None
    if size is None:
        papers, fees = papers[:_MOST_PAPERS], [_short(fee, _LONGEST_FEE) for fee in fees[:_MOST_FEES]]
        left = _ROOMS[-1] - _length([record.name, place or "", *fees]) - _headings(papers)
        longest = max(_SHORTEST_NAME, left // len(papers) - _LINE) if papers else _SHORTEST_NAME
    cases = [
        (case and _short(case, _LONGEST_HEADING), [(_short(one.name, longest), one) for one in group])
        for case, group in by_case(papers)
    ]
    address = public_address(record.source.uri) or _own_address(record.code, public_url)
    is_cut, size = size is None, len(_ROOMS) - 1 if size is None else size
    return Sheet(cases, place, fees, size, is_cut, address, qr_code(address))


def _length(texts: Iterable[str]) -> int:
    """What the lines take of the room, their ends included."""
    return sum(len(text) + _LINE for text in texts)


def _headings(papers: Sequence[DocumentRequirement]) -> int:
    return _length(_short(case, _LONGEST_HEADING) for case, _ in by_case(papers) if case)


def qr_code(address: str | None) -> Markup | None:
    if address is None:
        return None
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=True, title="Mã QR mở nguồn")
    return Markup(drawn)  # noqa: S704 - drawn by segno from modules, the address itself is not in it


def _own_address(code: str, public_url: str) -> str | None:
    return f"{public_url.rstrip('/')}/procedures/{quote(code)}" if public_url else None


def _short(text: str, most: int | None) -> str:
    """Whole words; None: nothing is cut."""
    line = " ".join(text.split())
    return line if most is None or len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"
