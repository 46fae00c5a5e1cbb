"""The days on which a rate holds: "Kể từ ngày 01/12/2023 đến hết ngày 31/12/2025"."""

from __future__ import annotations

import re
from datetime import date

DATE = r"(?:\d{1,2} ?/ ?\d{1,2} ?/ ?\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})"
_FROM = re.compile(rf"\b(?:từ|sau)(?: kể từ)?(?: ngày)* ({DATE})", re.IGNORECASE)
_TO = re.compile(rf"\b(?:đến|tới)(?: hết)?(?: ngày)* ({DATE})", re.IGNORECASE)
_PARTS = re.compile(r"\d+")


def validity(text: str) -> tuple[date | None, date | None]:
    """First and last day of the first period that `text` names; None where it names none or an impossible day."""
    return _day(_FROM.search(text)), _day(_TO.search(text))


def _day(match: re.Match[str] | None) -> date | None:
    if match is None:
        return None
    day, month, year = (int(part) for part in _PARTS.findall(match[1]))
    try:
        return date(year, month, day)
    except ValueError:
        return None
