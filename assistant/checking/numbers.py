"""Reads written numbers: Vietnamese and English grouping, decimals, number words before a unit."""

from __future__ import annotations

import re
from decimal import Decimal

# A number as written: grouped thousands, or digits with an optional decimal part.
AMOUNT = r"(?<![\d.,/\w])(?:\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?![\d]))"

_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "k": 1_000, "triệu": 1_000_000, "tr": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}
_ONES = {
    word: value
    for value, words in enumerate(
        ("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm nhăm", "sáu", "bảy bẩy", "tám", "chín")
    )
    for word in words.split()
}
_WORDS = "|".join((*_ONES, "mười", "mươi", "trăm", "linh", "lẻ"))
_BIG = "nghìn|ngàn|triệu|tỷ|tỉ"
# Number words count where a unit follows; "năm 2025" and "một cửa" are none.
_COUNTED = f"{_BIG}|đồng|ngày|giờ|tiếng|tháng|tuần|năm|phút|bản|bộ|ảnh|lần|phần trăm"
_SPELLED = re.compile(rf"(?<!\w)((?:(?:{_WORDS})(?: (?=(?:{_WORDS})(?!\w)))?)+)(?= (?:{_COUNTED})(?!\w))")


def amount(text: str, scale: str | None) -> Decimal:
    """The value of a written number. "135.000" and "135,000" are 135000; "1,5" with "triệu" is 1500000."""
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text) is not None
    digits = re.sub(r"[.,]", "", text) if grouped else text.replace(",", ".")
    return Decimal(digits) * (_SCALES[scale] if scale else 1)


def plain(value: Decimal) -> str:
    """Without leading or trailing zeros: "05" -> "5", "3.50" -> "3.5"."""
    return f"{value.normalize():f}"


def spelled_to_digits(text: str) -> str:
    """Number words that stand before a unit, as digits; `text` is lower case."""
    return _SPELLED.sub(lambda match: str(_value(match.group(1).split())), text)


def _value(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word == "trăm":
            total, current = (total + (current or 1)) * 100, 0
        elif word == "mươi":
            total, current = total + (current or 1) * 10, 0
        elif word == "mười":
            total, current = total + 10, 0
        elif word in _ONES:
            current = _ONES[word]
    return total + current
