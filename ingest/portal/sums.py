"""Sums in dong as fee cells write them: "135.000 đồng", "70.000đ", "15000000/lần Đồng", "5 triệu đồng"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.portal.letters import UPPER

_DONG = r"(?:Việt Nam Đồng|đồng|VNĐ|VND|đ)(?!\w)"
_GROUPED = r"\d{1,3}(?:[.,]\d{3})+(?![\d]|[.,]\d)"
_SUM = re.compile(
    rf"(?<![\d.,/])(?:"
    rf"(?P<words>\d+(?:[.,]\d{{1,3}})?) ?(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ) ?{_DONG}"
    rf"|(?P<plain>{_GROUPED}|\d+) ?(?:/ ?[\w ]{{1,12}}? ?)?{_DONG}"
    rf"|(?P<bare>{_GROUPED})(?= ?/|[ .;,]*$|[.;,)](?!\d)| ?\()"
    rf"|(?<=[Pp]hí: )(?P<after_fee>{_GROUPED})(?= [{UPPER}])"
    rf")",
    re.IGNORECASE,
)
_ANY_DONG = re.compile(rf"\d[\d.,]*\d ?{_DONG}", re.IGNORECASE)
_SCALE = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Sum:
    amount: int  # dong
    start: int
    end: int


def find_sums(text: str) -> list[Sum]:
    """Sums named in `text`, in order. A grouped number without unit counts ("8.000.000/lần"): fee cells are in dong."""
    return [Sum(_amount(match), *match.span()) for match in _SUM.finditer(text)]


def unreadable_sums(text: str) -> list[str]:
    """Numbers of dong that are written as no number is ("10.000.0000 đồng")."""
    read = [(found.start, found.end) for found in find_sums(text)]
    return [
        match.group()
        for match in _ANY_DONG.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in read)
    ]


def _amount(match: re.Match[str]) -> int:
    if match["words"]:
        return round(float(match["words"].replace(",", ".")) * _SCALE[match["scale"].lower()])
    return int(re.sub(r"[.,]", "", match["plain"] or match["bare"] or match["after_fee"]))
