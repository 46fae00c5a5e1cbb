"""A number with nothing around it that gives it another meaning: an amount, an identity, or a code."""

from __future__ import annotations

import re

from tts.normalise.letters import spell
from tts.normalise.numbers import read_code, read_digits, read_integer, read_numeral, read_pointed
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Token

_GLUED = re.compile(r"([A-ZĐ]{1,3}|[a-zđ])(?![^\W_])")
_CODE = re.compile(r"\d{4}(?:[ .\-]?\d{2,}){0,4}(?![\d/%]|[.,]\d)|\d{5,}(?![\d/%]|[.,]\d)")
_DURATION = frozenset({"năm", "tháng", "ngày", "tuần", "quý", "giờ", "lần"})
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}")
_SECTION_BEFORE = frozenset(
    {"mục", "điểm", "khoản", "phần", "phụ lục", "biểu", "bảng", "hình", "tiểu mục", "số", "điều"}
)


def read_coded(scan: Scan, token: Token) -> Reading | None:
    """Account, card and tax numbers: digit by digit."""
    match = _CODE.match(scan.text, token.start)
    if not match or not scan.after("code_before"):
        return None
    return Reading(match.end(), read_digits(match.group()), "", "code")


def read_glued(scan: Scan, token: Token) -> Reading | None:
    """ "1a", "15D", "5G", "5S": a number and the letters on it."""
    match = _GLUED.match(scan.text, token.end)
    if not match or not token.text.isdigit():
        return None
    return Reading(match.end(), f"{read_code(token.text)} {spell(match.group(1))}", "", "glued")


def read_number(scan: Scan, token: Token) -> Reading:
    """Whatever is left. A leading zero is said only in the name of something ("Đề án 06")."""
    text = token.text
    if text.isdigit() and text[0] == "0" and len(text) == 2 and scan.after("identity_before"):
        if scan.next_word(token.end).lower() not in _DURATION:
            return Reading(token.end, read_digits(text), "", "number")
        return Reading(token.end, read_integer(int(text)), "", "number")
    if _SECTION.fullmatch(text) and scan.left_in(tuple(_SECTION_BEFORE)):
        return Reading(token.end, read_pointed(text), "", "number")
    if text.count(",") > 1 and all(len(part) < 3 for part in text.split(",")):
        return Reading(token.end, ", ".join(read_numeral(part)[0] for part in text.split(",")), "", "number")
    measured = scan.before(token.end, "unit_word")
    integral = scan.before(token.end, "integral")
    return Reading(token.end, *read_numeral(text, measured=measured, integral=integral), "number")
