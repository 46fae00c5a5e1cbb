"""The table of legal bases (căn cứ pháp lý): titles and numbers glued in rows without any border.

Tên văn bản pháp lýMã văn bảnLuật Nhà ở số 27/2023/QH1527/2023/QH15Nghị định98/2024/NĐ-CP
"""

from __future__ import annotations

import re

from ingest.portal.furniture import stated
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import LegalBasis, RecordWarning

FIELD = "legal_basis"
_HEAD = "Tên văn bản pháp lýMã văn bản"
_BODIES = (
    r"(?:BNNPTNT|BNNMT|BLĐTBXH|BVHTTDL|BVHTT|BKHĐT|BKHCN|BGDĐT|BGTVT|BTNMT|BTTTT|BTC|BTP|BCA|BXD|BNV|BQP|BCT|BYT|BNG"
    r"|BCN|BTM|BTS|BNN|NHNN|UBCK|TCT|TCHQ|UBND|HĐND|HĐTP|HĐBT|CP|TTg|CTN|TTCP|VPCP|VKSNDTC|TANDTC|TAND|BTTUBTWMTTQVN)"
)
_KINDS = r"(?:NĐ|ND|TT|TTLT|QĐ|NQ|NQLT|CT|VBHN|PL|L|SL|CP|HD|CV)"
_NUMBER = (
    rf"\d{{1,5}}(?:/\d{{4}})?/(?:UBTVQH\d{{2}}|QH\d{{2}}|(?:PL-)?UBTVQH\d{{2}}|{_KINDS}-{_BODIES}(?:-{_BODIES})*"
    rf"|{_KINDS}/{_BODIES}|CP-NĐ|{_KINDS}-?\d{{0,2}})"
)
_PREFIX = r"(?:(?:Luật|Nghị định|Thông tư(?: liên tịch)?|Quyết định|Nghị quyết|Pháp lệnh|Số|số) ?(?:số)? ?:? ?)?"
_CELL = re.compile(rf"(?P<cell>{_PREFIX}(?P<number>{_NUMBER}))(?=$|\n|\d{{1,5}}/|[^\W\d])")
_WHOLE = re.compile(rf"{_PREFIX}(?P<number>{_NUMBER})\.?")
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
    if table is None or table == _HEAD:
        return (), (flag(WarningCode.LEGAL_BASIS_MISSING, FIELD),)
    rows: list[LegalBasis] = []
    warnings: list[RecordWarning] = []
    body = table.removeprefix(_HEAD)
    start = 0
    for found in _CELL.finditer(body):
        title, restored = _restored(body[start : found.start()].strip())
        if restored:
            warnings.append(flag(WarningCode.LEGAL_BASIS_RESTORED, FIELD, title))
        rows.append(LegalBasis(found["number"], title or None))
        start = found.end()
    rest = body[start:].strip()
    if rest:
        rows.append(_without_number_cell(rest))
        if rows[-1].number is None:
            warnings.append(flag(WarningCode.LEGAL_BASIS_UNPARSED, FIELD, rest))
    return tuple(rows), tuple(warnings)


def _without_number_cell(rest: str) -> LegalBasis:
    """A row whose number stands in the title cell ("06/2007/QH12Luật Hóa chất") or in neither."""
    found = re.match(_NUMBER, rest)
    if found:
        return LegalBasis(found.group(), rest[found.end() :].strip() or None)
    return LegalBasis(None, rest)


def _restored(title: str) -> tuple[str, bool]:
    """A title whose first letter was lost at the joint ("hông tư số 06/2025/TT-BTC")."""
    for rest, letter in _RESTORED:
        if title.startswith(rest):
            return letter + title, True
    return title, False
