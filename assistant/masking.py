"""Takes what identifies a person out of text that is logged or stored.

Card numbers have 12 digits, older ones 9; phones begin with 0 or +84; plates are two digits, a series and four or five
digits. A run of 9 to 19 digits that is no sum of money is taken for some
person's number: hiding one too many costs a log line, showing one too many can't be undone.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_NOT_MONEY = r"(?!\d)(?!\s*(?:đồng|đ|dong|vnđ|vnd|triệu|tỷ|tỉ)\b)"
_A_QUESTION = 4  # words
_START = r"(?<![\w.,/])"

EMAIL, FILE, CARD, PAPER, PHONE, PLATE = (
    "[thư điện tử]",
    "[mã hồ sơ]",
    "[số thẻ ngân hàng]",
    "[số giấy tờ]",
    "[số điện thoại]",
    "[biển số xe]",
)

# In this order: a longer shape is taken before a shorter one inside it.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), label)
    for pattern, label in (
        (r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", EMAIL),
        (r"(?<![\w.])(?:\d{3}\.\d{2}\.\d{2}\.)?[a-z]\d{2}(?:\.\d+)*-\d{6}-\d{3,6}\b", FILE),
        (_START + r"\d{4}(?:[ -]\d{4}){2}[ -]\d{1,7}" + _NOT_MONEY, CARD),
        (_START + r"\d{13,19}" + _NOT_MONEY, CARD),
        (
            r"(?<![\w.,/+])(?:\+|00)?84[ .-]?\(?0?\)?[ .-]?[235789](?:[ .-]?\d){8,9}" + _NOT_MONEY,
            PHONE,
        ),
        (r"(?<![\w.,/])\(?0[ .-]?[35789](?:[ .-]{0,2}\d){8}" + _NOT_MONEY, PHONE),
        (r"(?<![\w.,/])\(?02\d{1,2}\)?[ .-]?\d{3,4}[ .-]?\d{4}" + _NOT_MONEY, PHONE),
        (_START + r"0\d{2}(?:[ .-]\d{3}){3}" + _NOT_MONEY, PAPER),
        (_START + r"0\d{2}[ .-]?\d[ .-]?\d{2}[ .-]?\d{6}" + _NOT_MONEY, PAPER),
        (_START + r"\d{3} \d{3} \d{3}" + _NOT_MONEY, PAPER),
        (_START + r"\d{9,12}" + _NOT_MONEY, PAPER),
        (
            r"(?<![\w./])[1-9]\d[ .-]?(?:[a-zđ]{1,2}|[a-z]\d)[ .-]{0,3}\d{3}[ .-]?\d{2}(?![\w/])",
            PLATE,
        ),
        (r"(?<![\w./])[1-9]\d[ -]?[a-z]\d?(?! (?:19|20)\d\d)[ .-]{0,3}\d{4}(?![\w/])", PLATE),
        (r"(?<![\w./-])[a-z]{1,2} ?\d{6,8}(?![\w/])", PAPER),
    )
)
_PERSONAL = re.compile(r"[@\d]")  # no rule holds without one of these


def mask(text: str) -> str:
    """The text with each personal number or address replaced by a label such as "[số giấy tờ]".

    Procedure codes, document numbers, sums and dates stay. Invisible characters are dropped and foreign digits read
    as ASCII, so that they can't hide a number.
    """
    plain = _INVISIBLE.sub("", text)
    if not plain.isascii():
        plain = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in plain)
    if _PERSONAL.search(plain) is None:
        return plain
    for pattern, label in _RULES:
        plain = pattern.sub(label, plain)
    return plain


def without_personal_parts(text: str) -> str:
    """The text less the parts between commas and stops that hold a person's number, where a question remains."""
    parts = re.split(r"(?<=[,;.!?\n])\s+", text)
    kept = [part for part in parts if mask(part) == part]
    rest = " ".join(kept)
    return rest if len(rest.split()) >= _A_QUESTION else text
