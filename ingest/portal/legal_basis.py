"""The table of legal bases (căn cứ pháp lý): titles and numbers glued in rows without any border.

    Tên văn bản pháp lýMã văn bảnLuật Nhà ở số 27/2023/QH1527/2023/QH15Nghị định98/2024/NĐ-CP

A title often ends with the number that its number cell repeats; a number ends a row when the next title is glued to it.
"""

from __future__ import annotations

from ingest.portal.furniture import stated
from ingest.portal.legal_numbers import LegalNumber, find_numbers
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import LegalBasis, RecordWarning

FIELD = "legal_basis"
_HEAD = "Tên văn bản pháp lýMã văn bản"
# Words glued to a number that go on with the same title ("Thông tư số 53/2025/TT-BCAngày 01/7/2025").
_CONTINUED = ("ngày", "của", "và ")
_RESTORED = (
    ("hông tư", "T"),
    ("ghị định", "N"),
    ("ghị quyết", "N"),
    ("uyết định", "Q"),
    ("uật ", "L"),
    ("háp lệnh", "P"),
)


def read_legal_basis(text: str) -> tuple[tuple[LegalBasis, ...], tuple[RecordWarning, ...]]:
    """Documents of the section in reading order, and flags for what it lacks or what could not be read."""
    table = stated(text)
    body = (table or "").removeprefix(_HEAD).strip()
    if not body:
        return (), (flag(WarningCode.LEGAL_BASIS_MISSING, FIELD),)
    rows: list[LegalBasis] = []
    warnings: list[RecordWarning] = []
    start = 0
    numbers = find_numbers(body)
    for place, found in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        if not _ends_row(body, found, following):
            continue
        title, restored = _restored(body[start : max(start, found.prefix_start)].strip())
        if restored:
            warnings.append(flag(WarningCode.LEGAL_BASIS_RESTORED, FIELD, title))
        rows.append(LegalBasis(found.number, title if title != found.number and title else None))
        start = found.end
    rest = body[start:].strip(" .;\n")
    if rest:
        warnings += _add_rest(rows, rest)
    return tuple(rows), tuple(warnings)


def _ends_row(body: str, found: LegalNumber, following: LegalNumber | None) -> bool:
    after = body[found.end :]
    if not after.strip(" .;\n"):
        return True
    if following is not None and following.prefix_start == found.end:
        embedded = found.prefix_start > 0 and body[found.prefix_start - 1] == " "
        return following.number != found.number and not (embedded and following.start == found.end)
    if after.startswith(_CONTINUED):
        return False
    return after[0].isalpha() or after[0] in '\n“"'


def _add_rest(rows: list[LegalBasis], rest: str) -> list[RecordWarning]:
    """What stands behind the last number cell: a title whose number came first, or a row without a number cell."""
    if rows and rows[-1].title is None:
        rows[-1] = LegalBasis(rows[-1].number, rest)
        return []
    inside = find_numbers(rest)
    rows.append(LegalBasis(inside[0].number if inside else None, rest))
    return [] if inside else [flag(WarningCode.LEGAL_BASIS_UNPARSED, FIELD, rest)]


def _restored(title: str) -> tuple[str, bool]:
    """A title whose first letter was lost at the joint ("hông tư số 06/2025/TT-BTC")."""
    for rest, letter in _RESTORED:
        if title.startswith(rest):
            return letter + title, True
    return title, False
