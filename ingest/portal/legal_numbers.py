"""Numbers of legal documents as the portal writes them: "158/2024/NĐ-CP", "Luật số 35/2024/QH15", "53/2025/TT -BCA".

In a table without borders a number is glued to the next title ("12/2025/TT-BCAThông tư"), so the issuing body must be
a known one: capitals alone don't show where it ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODIES = (
    "BNNPTNT|BNN&PTNT|BNN-PTNT|BNNMT|BNN&MT|BNN-MT|BNN|BLĐTBXH|BVHTTDL|BVHTT|BKHĐT|BKHCN|BGDĐT|BGTVT|BTNMT|BTTTT|BDTTG"
    "|BTC|BTP|BCA|BXD|BNV|BQP|BCT|BYT|BNG|BCN|BTM|BTS|NHNN|UBCK|UBCKNN|TCHQ|TCT|UBND|HĐND|HĐTP|HĐBT|CP|TTg|TTG|CTN|TTCP"
    "|VPCP|VKSNDTC|VKSTC|TANDTC|TAND|BHXH|UBTVQH\\d{2}|QH\\d{2}|MTTW|TLĐ|KTNN"
)
_KINDS = "TTLT|VBHN|NQLT|NĐ|ND|TT|QĐ|NQ|CT|PL|CP|L"
_DASH = " ?[-–_/] ?"
_SUFFIX = (
    rf"(?:UBTVQH ?\d{{2}}|QH ?\d{{2}}|CP{_DASH}NĐ|(?:{_KINDS}){_DASH}(?:{_BODIES})(?:-(?:{_BODIES}))*"
    r"|[A-ZĐ]{2,8}(?:-[A-ZĐ]{2,8})*(?![\w-]))"
)
_PREFIX = (
    r"(?:(?:Bộ luật|Luật|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Pháp lệnh|Chỉ thị)? ?"
    r"(?:[Ss]ố|SỐ)? ?:? ?)"
)
_NUMBER = re.compile(
    rf"(?P<prefix>{_PREFIX})(?P<year>(?:19|20)\d{{2}})??"
    rf"(?P<number>\d{{1,4}}(?:\.\d{{1,2}}|\.?[a-zđ])? ?(?:/ ?\d{{4}})? ?/ ?{_SUFFIX})"
)


@dataclass(frozen=True, slots=True)
class LegalNumber:
    number: str  # without blanks: "158/2024/NĐ-CP"
    prefix_start: int  # where "Luật số " before it begins; equals start without a prefix
    start: int
    end: int


def find_numbers(text: str) -> list[LegalNumber]:
    """Every document number in `text`, in order."""
    return [_legal_number(match) for match in _NUMBER.finditer(text)]


def _legal_number(match: re.Match[str]) -> LegalNumber:
    prefix = match["prefix"]
    blank = len(prefix) - len(prefix.lstrip())
    has_words = bool(prefix.strip()) and not match["year"]
    start = match.start("number")
    number = re.sub(r"[–_]", "-", match["number"].replace(" ", ""))
    return LegalNumber(number, match.start() + blank if has_words else start, start, match.end())
