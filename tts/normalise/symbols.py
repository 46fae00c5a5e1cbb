"""Everything that is no word and no number: pauses kept, signs named, decoration dropped."""

from __future__ import annotations

import re
import unicodedata

from tts.normalise.numbers import read_integer, read_numeral
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Kind, Token

PAUSES = frozenset(".,;:?!")
_SAID = {
    "&": "và", "%": "phần trăm", "‰": "phần nghìn", "=": "bằng", "≠": "khác", "≈": "xấp xỉ", "±": "cộng trừ",
    "≥": "lớn hơn hoặc bằng", "≤": "nhỏ hơn hoặc bằng", ">": "lớn hơn", "<": "nhỏ hơn", "×": "nhân", "÷": "chia",
    "@": "a còng", "$": "đô la", "€": "ơ rô", "£": "bảng anh", "°": "độ", "º": "độ", "√": "căn", "∑": "tổng",
    "²": "bình phương", "³": "lập phương", "Ø": "phi", "φ": "phi", "Φ": "phi", "₫": "đồng", "№": "số", "§": "mục",
    "α": "an pha", "β": "bê ta", "γ": "gam ma", "δ": "đen ta", "Δ": "đen ta", "µ": "mi cờ rô", "μ": "mi cờ rô",
    "π": "pi", "∞": "vô cùng", "~": "khoảng",
}  # fmt: skip
_NEEDS_NUMBER = frozenset("=<>±≥≤×÷≈~")
_LONG_DASHES = frozenset("–—―")
_ELLIPSIS = re.compile(r"(?:\.{2,}|…)+(?:/?\.)?")
_END = re.compile(r"\./\.?")
_SIGNED = re.compile(r"[-–−+±≥≤><~=]{1,2}\s?\d")
_MONEY_FIRST = re.compile(r"(US)?\$\s?(\d+(?:[.,]\d+)*)")
_BRACKET = re.compile(r"[(\[{]")
_ENDING_WORD = re.compile(r"\w$")


def read_pause(scan: Scan, token: Token) -> Reading | None:
    """Stops and commas, "..." and the closing "./." of a document."""
    if match := _END.match(scan.text, token.start):
        return Reading(match.end(), ".")
    if match := _ELLIPSIS.match(scan.text, token.start):
        following = scan.text[match.end() : match.end() + 2].lstrip()
        return Reading(match.end(), "." if not following or following[0].isupper() else ",")
    return Reading(token.end, token.text) if token.text in PAUSES else None


def read_slash(scan: Scan, token: Token) -> Reading | None:
    """ "tấn/ngày" and "…/14.202 hồ sơ" are "trên"; between alternatives it is a pause; "và/hoặc" runs on."""
    if token.text not in "/∕":
        return None
    before = scan.previous()
    after = scan.text[token.end : token.end + 2].lstrip()
    if before is None or not after:
        return Reading(token.end, "")
    if after[0].isdigit():
        if scan.last_tag == "glued":
            return Reading(token.end, ",")
        return Reading(token.end, "trên")
    word = scan.next_word(token.end)
    unit = scan.unit_at(token.end)
    rated = scan.before(token.end, "rate_base") or unit is not None
    measured = before.small in scan.lexicon.contexts["unit_word"] or scan.last_tag in ("quantity", "unit", "ratio")
    if rated and (measured or _number_near(scan)):
        return Reading(token.end, "trên")
    if before.small in scan.lexicon.contexts["unit_word"] and any(word[0].isdigit() for word in scan.words_before(2)):
        return Reading(token.end, "trên")
    if before.small in ("và", "hoặc") or word.lower() in ("và", "hoặc"):
        return Reading(token.end, "")
    return Reading(token.end, "trên" if word.lower() in ("tổng", "tổng số") else ",")


def _number_near(scan: Scan) -> bool:
    return any(word[0].isdigit() for word in scan.words_before(3))


def read_dash(scan: Scan, token: Token) -> Reading | None:
    """A minus before a number, "đến" between two measured ends, else a join or (a long dash) a pause."""
    if token.text not in "-–—―−_":
        return None
    start, end, text = token.start, token.end, scan.text
    spaced_left = start == 0 or text[start - 1].isspace() or text[start - 1] in "(:"
    follows_number = end < len(text) and text[end].isdigit()
    if follows_number and spaced_left and token.text != "_":
        before = scan.previous()
        measured = before is not None and (before.kind is Kind.NUMBER or scan.last_tag in ("quantity", "date"))
        if not measured and not scan.at_line_start():
            return Reading(end, "âm")
        if scan.at_line_start():
            return Reading(end, "âm")
    if token.text in _LONG_DASHES and spaced_left and end < len(text) and text[end].isspace():
        return Reading(end, ",")
    return Reading(end, "")


def read_money_first(scan: Scan, token: Token) -> Reading | None:
    """ "$1.500", "US$ 500": the sign before the sum."""
    match = _MONEY_FIRST.match(scan.text, token.start)
    if not match:
        return None
    return Reading(match.end(), f"{read_numeral(match[2], integral=True)[0]} đô la mỹ", "", "quantity")


def read_sign(scan: Scan, token: Token) -> Reading | None:
    """Signs with a name; those of arithmetic only beside a number."""
    text = token.text
    if money := read_money_first(scan, token):
        return money
    if text == "+":
        before = scan.previous()
        joined = before is not None and before.kind is not Kind.SYMBOL and before.small not in ("tăng", "giảm")
        signed = _SIGNED.match(scan.text, token.start) and (before is None or before.kind is Kind.SYMBOL)
        return Reading(token.end, "cộng" if joined or signed else "")
    if text in _NEEDS_NUMBER and text not in "=×" and not _SIGNED.match(scan.text, token.start):
        return Reading(token.end, "")
    if text in _SAID:
        return Reading(token.end, _SAID[text])
    if text == "*" and scan.last_tag in ("number", "quantity"):
        return Reading(token.end, "nhân" if _digit_next(scan, token.end) else "")
    return None


def _digit_next(scan: Scan, end: int) -> bool:
    return scan.text[end : end + 2].strip()[:1].isdigit()


def read_bracket(scan: Scan, token: Token) -> Reading | None:
    """Brackets are short pauses."""
    if token.text in "([{":
        return Reading(token.end, ",")
    if token.text in ")]}":
        following = scan.text[token.end : token.end + 1]
        return Reading(token.end, "" if following in ".,;:?!)" and following else ",")
    return None


def read_other(scan: Scan, token: Token) -> Reading:
    """Fractions and foreign digits have a value; quotation marks, pictures and control characters are dropped."""
    char = token.text
    if char == "|":
        return Reading(token.end, ",")
    number = unicodedata.numeric(char, None)
    if number is None:
        return Reading(token.end, "")
    if number == int(number):
        return Reading(token.end, read_integer(int(number)))
    top, bottom = number.as_integer_ratio() if number * 8 % 1 == 0 else (round(number * 3), 3)
    return Reading(token.end, f"{read_integer(top)} phần {read_integer(bottom)}")
