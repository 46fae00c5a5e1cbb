"""The fee cell of a submission method, with its bracket and the fees that the description names.

Rules: a cell that says "Miễn phí" and then gives a sum has that sum; a sum of the cell that its bracket repeats in a
sentence is read there; a sum below the smallest plausible one is kept as read and flagged; a period belongs to the
sentence that names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from ingest.portal.fee_items import fee_items
from ingest.portal.fee_terms import fee_terms
from ingest.portal.furniture import stated
from ingest.portal.sums import Sum, find_sums, unreadable_sums
from ingest.portal.validity import DATE, validity
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import Fee, RecordWarning

FIELD = "submission_methods"
_FREE = "Miễn phí"
_EXEMPTION = re.compile(
    rf"\(?\b(?P<text>Miễn?(?: thu)?(?: ?phí| lệ phí)?,? (?:kể )?từ (?:ngày )?{DATE}[^()]*)\)?", re.I
)
_OF_THE_SUM_ABOVE = re.compile(r"\d ?%|phần trăm|một nửa", re.IGNORECASE)
_UNIT_OF_THE_CELL = re.compile(r"(?:/|đồng\b|đ/|hồ sơ$)", re.IGNORECASE)
_OTHER_CURRENCY = re.compile(r"\d ?(?:USD|EUR|đô la)", re.IGNORECASE)
_SHARE = re.compile(r"% (?:của|mức)(?: [\w ]{1,20})? ?$", re.IGNORECASE)
_COMPARATOR = re.compile(r"\b(?:từ|đến|dưới|trên|hơn|vượt|quá|tới)(?: mức)? *$", re.IGNORECASE)
_WORDS_OF_A_FEE = re.compile(r"\b(?:lệ phí|phí|mức thu|giá dịch vụ)\b", re.IGNORECASE)
_AFTER_SUM = re.compile(r"\b((?:đối với|áp dụng (?!đến|từ|kể|mức|theo)|trường hợp|nếu)\b[^()]*)", re.IGNORECASE)


@dataclass
class _Reading:
    fees: list[Fee] = field(default_factory=list)
    warnings: list[RecordWarning] = field(default_factory=list)

    def warn(self, code: WarningCode, quote: str | None = None) -> None:
        self.warnings.append(flag(code, FIELD, quote))


def read_fees(cell: str, note: str, description: str) -> tuple[tuple[Fee, ...], tuple[RecordWarning, ...]]:
    """Fees of one row in reading order. `cell` is "Miễn phí", "Không có thông tin" or a sum; `note` its bracket."""
    reading = _Reading()
    bare_note, exemptions = _without_exemptions(note)
    items = fee_items(bare_note) if bare_note else []
    has_unit = bool(items) and _UNIT_OF_THE_CELL.match(items[0]) is not None and not find_sums(items[0])
    unit = items.pop(0) if has_unit else ""
    named = [*items, *_items_of(description)]
    sums = [found for item in named for found in find_sums(item)]
    for quote in unreadable_sums(note):
        reading.warn(WarningCode.FEE_SUM_UNREAD, quote)
    if cell == _FREE and (bare_note or not exemptions):
        _read_free(reading, bare_note, bool(sums))
    elif cell != _FREE and stated(cell):
        _read_sum(reading, cell, unit, bare_note, {found.amount for found in sums})
    for item in _joined(named):
        _read_item(reading, item, sums_only=cell == _FREE and not sums)
    reading.fees += exemptions
    if not reading.fees:
        reading.warn(WarningCode.FEE_MISSING)
    fees = tuple(dict.fromkeys(reading.fees))
    return fees, tuple(reading.warnings)


def _joined(items: list[str]) -> list[str]:
    """Neighbours without a sum as one text: they explain each other."""
    joined: list[str] = []
    for names_sum, group in groupby(items, key=lambda item: bool(find_sums(item))):
        neighbours = list(group)
        joined += neighbours if names_sum else ["; ".join(item.rstrip(" .;") for item in neighbours)]
    return joined


def _without_exemptions(note: str) -> tuple[str, list[Fee]]:
    """ "... (Miễn phí từ ngày 07/4/2026 đến 30/6/2026 theo ...)" is a rate of nothing with its own period."""
    found = [match["text"].strip(" .;") for match in _EXEMPTION.finditer(note)]
    return _EXEMPTION.sub("", note).strip(), [Fee(text, 0, *validity(text)) for text in found]


def _items_of(description: str) -> list[str]:
    """Sentences of a description that name a fee and its sum."""
    return [item for item in fee_items(description) if _WORDS_OF_A_FEE.search(item) and find_sums(item)]


def _read_free(reading: _Reading, note: str, has_sums: bool) -> None:
    if has_sums:
        reading.warn(WarningCode.FEE_CONTRADICTS_FREE, _with_note(_FREE, note))
        return
    if _OTHER_CURRENCY.search(note):
        reading.fees.append(Fee(note, None, *validity(note)))
        reading.warn(WarningCode.FEE_CONTRADICTS_FREE, _with_note(_FREE, note))
        return
    text = _with_note(_FREE, note)
    terms = fee_terms()
    if not note or terms.says_nothing_due(note):
        reading.fees.append(Fee(text, 0, *validity(note)))
        return
    code = WarningCode.FEE_SET_ELSEWHERE if terms.points_elsewhere(note) else WarningCode.FEE_UNCLEAR
    reading.fees.append(Fee(text, None, *validity(note)))
    reading.warn(code, text)


def _read_sum(reading: _Reading, cell: str, unit: str, note: str, amounts_in_words: set[int]) -> None:
    found = find_sums(cell)
    amount = found[0].amount if found else None
    if amount is not None and amount in amounts_in_words:
        return
    text, period = _with_note(cell, unit), validity("")
    if _OTHER_CURRENCY.search(note) and amount is not None:
        reading.fees.append(Fee(note, None, *validity(note)))
    elif note and not amounts_in_words and not _OF_THE_SUM_ABOVE.search(note):
        text, period = _with_note(cell, note), validity(note)
    reading.fees.append(Fee(text, amount, *period))
    if amount is not None and amount < fee_terms().smallest_plausible:
        reading.warn(WarningCode.FEE_IMPLAUSIBLE, text)


def _with_note(cell: str, note: str) -> str:
    if not note:
        return cell
    return f"{cell}{note}" if note.startswith("/") else f"{cell} ({note})"


def _read_item(reading: _Reading, item: str, sums_only: bool) -> None:
    sums = find_sums(item)
    rates = [found for number, found in enumerate(sums) if not _is_threshold(item, found, sums[number + 1 :])]
    for found in sums:
        if found not in rates:
            reading.warn(WarningCode.FEE_SUM_UNREAD, item[max(0, found.start - 20) : found.end])
    for found in {rate.amount: rate for rate in rates}.values():
        reading.fees.append(Fee(item, found.amount, *validity(item), condition=_condition(item, found)))
    if not rates and not sums_only and not _already_said(reading, item):
        reading.fees.append(Fee(item, None, *validity(item)))


def _already_said(reading: _Reading, item: str) -> bool:
    return any(all(part in fee.text for part in item.split("; ")) for fee in reading.fees)


def _is_threshold(item: str, found: Sum, later: list[Sum]) -> bool:
    """A limit ("Trên 100 triệu đồng đến 1 tỷ đồng: 500.000 đồng") or a base ("20% của 11.000.000 đồng"): no rate."""
    if _SHARE.search(item[: found.start]):
        return True
    compared = _COMPARATOR.search(item[: found.start]) is not None
    return compared and any(":" in item[found.end : other.start] for other in later)


def _condition(item: str, found: Sum) -> str | None:
    """Whom or what the sum is for, in the words of the sentence."""
    before = item[: found.start]
    label = before[: before.rfind(":")] if ":" in before else before
    label = re.sub(r"(?:,? *(?:là|mức thu|mức phí|thu|bằng))* *$", "", label.strip(" :-–(")).strip()
    if label and fee_terms().is_condition(label):
        return label
    after = _AFTER_SUM.search(item[found.end :])
    return after[1].strip(" .;,") if after else None
