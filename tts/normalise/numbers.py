"""Numbers in words, the way the evening news says them: "mươi lăm", "mươi tư", "linh", "nghìn", "tỷ"."""

from __future__ import annotations

import re

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
CARDINAL_LIMIT = 18
"""Longest run of digits that is read as one amount; a longer one (an account, a code) is read digit by digit."""

_THOUSANDS = re.compile(r"(?!0)\d{1,3}(?:\.\d{3})+(?:,(?P<fraction>\d+))?")
_ENGLISH = re.compile(r"(?!0)\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+(?=\.))(?:\.(?P<fraction>\d+))?")
_COMMA = re.compile(r"(?P<whole>\d+),(?P<fraction>\d+)")
_POINT = re.compile(r"(?P<whole>\d+)\.(?P<fraction>\d+)")
_LOOKS_ENGLISH = re.compile(r"(?!0)\d{1,3},\d{3}")

WHY_ENGLISH = "dấu phẩy có thể ngăn hàng nghìn kiểu Anh"
WHY_POINT = "dấu chấm có thể là ngày tháng, thứ tự mục hay số thập phân"
WHY_LONG = "dãy số dài, đọc từng chữ số"


def read_digits(text: str) -> str:
    """Every digit of ``text`` by itself; other characters are ignored."""
    return " ".join(DIGITS[int(char)] for char in text if char in "0123456789")


def _below_hundred(number: int, *, padded: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ("linh " if padded else "") + DIGITS[ones]
    if tens == 1:
        return "mười" + ("" if ones == 0 else " lăm" if ones == 5 else f" {DIGITS[ones]}")
    last = {0: "", 1: " mốt", 4: " tư", 5: " lăm"}.get(ones, f" {DIGITS[ones]}")
    return f"{DIGITS[tens]} mươi{last}"


def _below_thousand(number: int, *, padded: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if hundreds == 0 and not padded:
        return _below_hundred(rest, padded=False)
    head = f"{DIGITS[hundreds]} trăm"
    return head if rest == 0 else f"{head} {_below_hundred(rest, padded=True)}"


def _below_billion(number: int, *, padded: bool) -> list[str]:
    """Words of 1..999,999,999. ``padded``: something greater was said before.

    A group of zeros is named ("không nghìn") when a round hundred follows, because "một triệu năm trăm" is heard
    as 1.5 million.
    """
    words: list[str] = []
    skipped: list[str] = []
    for size, name in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group = number // size % 1000
        said = padded or bool(words)
        if group == 0:
            if said and name:
                skipped.append(f"không {name}")
            continue
        if group >= 100:
            words += skipped
        words.append(f"{_below_thousand(group, padded=said)} {name}".rstrip())
        skipped = []
    return words


def read_integer(number: int) -> str:
    """A whole number >= 0 in words."""
    if number == 0:
        return DIGITS[0]
    billions, rest = divmod(number, 10**9)
    words = [f"{read_integer(billions)} tỷ"] if billions else []
    return " ".join(words + _below_billion(rest, padded=bool(billions)))


def read_cardinal(digits: str) -> str:
    """A run of digits as an amount; "08" is eight. Runs that no one says as an amount go digit by digit."""
    if len(digits) > CARDINAL_LIMIT or (len(digits) > 2 and digits[0] == "0"):
        return read_digits(digits)
    return read_integer(int(digits))


def read_code(digits: str) -> str:
    """A run of digits as an identity: "06" is "không sáu", "35" is "ba mươi lăm"."""
    return read_digits(digits) if digits[0] == "0" else read_cardinal(digits)


def read_fraction(digits: str) -> str:
    """What follows the decimal comma: up to three digits as a number, unless a zero leads; more one by one."""
    if digits[0] == "0" or len(digits) > 3:
        return read_digits(digits)
    return read_integer(int(digits))


def _decimal(whole: str, fraction: str) -> str:
    return f"{read_cardinal(whole)} phẩy {read_fraction(fraction)}"


def read_pointed(text: str) -> str:
    """ "2.1.3" as it is said in headings: "hai chấm một chấm ba"."""
    return " chấm ".join(read_code(part) for part in text.split("."))


def read_numeral(text: str, *, measured: bool = False, integral: bool = False) -> tuple[str, str]:
    """A number as written (``14.911``, ``12,5``, ``08``) -> (words, why it is a guess, or "").

    ``measured``: a unit or % follows, so ``12.5`` can only be a decimal written the English way. ``integral``: people,
    files or đồng follow, so ``1,245`` can only be thousands written the English way; so is ``50,000`` anywhere.
    """
    if text.isdigit():
        return read_cardinal(text), WHY_LONG if len(text) > CARDINAL_LIMIT else ""
    if match := _THOUSANDS.fullmatch(text):
        digits = text.partition(",")[0].replace(".", "")
        whole, why = read_cardinal(digits), WHY_LONG if len(digits) > CARDINAL_LIMIT else ""
        return (f"{whole} phẩy {read_fraction(match['fraction'])}" if match["fraction"] else whole), why
    if match := _ENGLISH.fullmatch(text):
        whole = read_cardinal(text.partition(".")[0].replace(",", ""))
        return (f"{whole} phẩy {read_fraction(match['fraction'])}" if match["fraction"] else whole), WHY_ENGLISH
    if _LOOKS_ENGLISH.fullmatch(text) and (integral or text.endswith(",000")):
        return read_cardinal(text.replace(",", "")), WHY_ENGLISH
    if match := _COMMA.fullmatch(text):
        return _decimal(match["whole"], match["fraction"]), WHY_ENGLISH if _LOOKS_ENGLISH.fullmatch(text) else ""
    if (match := _POINT.fullmatch(text)) and (measured or match["whole"] == "0"):
        return _decimal(match["whole"], match["fraction"]), WHY_POINT
    parts = re.split(r"([.,])", text)
    words = [read_code(part) if part.isdigit() else {".": "chấm", ",": "phẩy"}[part] for part in parts]
    return " ".join(words), WHY_POINT
