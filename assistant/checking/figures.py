"""Finds the figures of a text and writes each in one form, whatever its notation.

"135.000 đồng", "135,000 VNĐ", "135 nghìn", "135k" are one sum; "05 ngày làm việc" and "năm ngày làm việc" one duration,
and another than "5 ngày". What a rule has read is taken out before the next looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.checking.numbers import AMOUNT, amount, plain, spelled_to_digits
from knowledge.text.clean import clean


class FigureKind(StrEnum):
    LINK = "link"
    DOCUMENT = "document"  # number of a legal document; short forms without its letters too
    CODE = "code"  # procedure, result
    PHONE = "phone"
    DATE = "date"  # ISO; parts that are not stated are left out: "2025", "2025-12", "--12-01"
    MONEY = "money"  # dong
    DURATION = "duration"
    PERCENT = "percent"
    PROVISION = "provision"
    FORM = "form"  # CT01, ĐKX10, Mẫu số 2, Phụ lục XII; licence classes look the same: B2
    COUNT = "count"


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    kind: FigureKind
    value: str


_Reader = Callable[[re.Match[str]], str | None]
_UNITS = {
    "ngày làm việc": "working_days",
    "giờ làm việc": "working_hours",
    "giờ hành chính": "working_hours",
    "ngày": "days",
    "giờ": "hours",
    "tiếng": "hours",
    "phút": "minutes",
    "tuần": "weeks",
    "tháng": "months",
    "năm": "years",
}
_MEASURES = (
    "bản|bộ|ảnh|tấm|tờ|lần|người|chỗ|km|kg|tấn|cm3|cm|mm|m2|m3|m|ha|tuổi|điểm|xe|liên|chiếc|trang|cc|kw|w|phương tiện|"
    "mẫu|giấy|thành viên|sức ngựa|hồ sơ|thủ tục|mũi|cuốn|số"
)
_LINK = (
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|top|info|gov|xyz)\b\S*"
)
_PHONE = (
    r"(?<![\d.,/])(?:\+84|0)[ .]?\d{2,3}[ .-]?\d{3,4}[ .-]?\d{3,4}(?!\d|[.,]\d)"
    r"|\b1[89]00[ .]?\d{2,4}[ .]?\d{0,4}\b"
)
_DONG = r"(?:đồng|đ|vnđ|vnd)(?!\w)"
_SCALED = (
    r"(?P<scale>nghìn|ngàn|triệu|tỷ|tỉ|k|tr)(?!\w)"
    rf"(?: (?P<rest>\d{{1,3}})(?: (?P<restscale>nghìn|ngàn|triệu))?(?= ?(?:nghìn|ngàn|{_DONG})))?(?: ?{_DONG})?"
)
_ROMAN = "(?=[xvi])x{0,3}(?:ix|iv|v?i{0,3})"
_FORM = r"(?:mẫu|biểu|phụ lục|tờ khai)(?: số)? (?P<n>\d+[a-zđ]?(?:[./-][a-zđ\d]+)*|" + _ROMAN + r"(?!\w))"
_ACT = r"(?:luật|bộ luật|nghị định|thông tư|quyết định|nghị quyết|pháp lệnh|nđ|tt|qđ)(?: liên tịch)?(?: số)? "


def _date(match: re.Match[str]) -> str | None:
    day, month, year = (int(match[name]) if match[name] else 0 for name in ("d", "m", "y"))
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    if year:
        return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"
    return f"--{month:02d}-{day:02d}"


def _month(match: re.Match[str]) -> str | None:
    return f"{int(match['y']):04d}-{int(match['m']):02d}" if 1 <= int(match["m"]) <= 12 else None


def _money(match: re.Match[str]) -> str | None:
    value = amount(match["n"], match["scale"])
    if match["rest"]:
        value += amount(match["rest"], match["restscale"])
    return plain(value)


def _whole(match: re.Match[str]) -> str:
    return " ".join(match.group().upper().split())


def _bare(match: re.Match[str]) -> str | None:
    """A word with a digit, without the punctuation that its sentence puts around it."""
    return match.group().upper().strip(".,;:!?()[]“”\"'…-") or None


def _dimension(match: re.Match[str]) -> str:
    return re.sub(r"[×*]", "x", match.group()).replace(" ", "").replace(",", ".")


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match.group().replace("+84", "0"))


def _number(text: str) -> str:
    return plain(amount(text, None))


_RULES: tuple[tuple[FigureKind, re.Pattern[str], _Reader], ...] = tuple(
    (kind, re.compile(pattern), reader)
    for kind, pattern, reader in (
        (FigureKind.LINK, _LINK,
         lambda m: re.sub(r"^(?:https?://)?(?:www\.)?|[/.,;)]+$", "", m.group())),
        (FigureKind.DOCUMENT, r"(?<![\d/])\d+(?:/\d{4})?/[a-zđ][a-zđ\d]*(?:-[a-zđ\d]+)*(?!\w)", _whole),
        (FigureKind.DOCUMENT, rf"(?<=\b){_ACT}(?P<n>\d+(?:/\d{{4}})?)(?![\d/]|[.,]\d)", lambda m: m["n"]),
        (FigureKind.CODE, r"(?<![\d.])\d\.\d{6}(?!\d)|\b[a-z]{1,4}(?:\.[a-z]?\d+)+\b", _whole),
        (FigureKind.DATE, r"(?<![\d/.])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)", _date),
        (FigureKind.DATE, r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)", _date),
        (FigureKind.DATE, r"(?:ngày )?(?<!\d)(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm (?P<y>\d{4}))?(?!\d)", _date),
        (FigureKind.DATE, r"tháng (?P<m>\d{1,2})(?:/| năm )(?P<y>\d{4})(?!\d)", _month),
        (FigureKind.PHONE, _PHONE, _digits),
        (FigureKind.DOCUMENT, r"(?<![\d/.])(?:1[3-9]|[2-9]\d|\d{3,})/\d{4}(?![\d/])", _whole),
        (FigureKind.DATE, r"(?<![\d/.])(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/])", _month),
        (FigureKind.DATE, r"(?<![\d/.])(?P<d>\d{1,2})/(?P<m>\d{1,2})(?P<y>)(?![\d/])", _date),
        (FigureKind.PERCENT, rf"(?P<n>{AMOUNT}) ?(?:%|phần trăm)", lambda m: _number(m["n"])),
        (FigureKind.MONEY, rf"(?P<n>{AMOUNT}) ?{_SCALED}", _money),
        (FigureKind.MONEY, rf"(?P<n>{AMOUNT})(?P<scale>)(?P<rest>)(?P<restscale>) ?(?:\([^()]*\) ?)?{_DONG}", _money),
        (FigureKind.DURATION, rf"(?P<n>{AMOUNT}) ?(?:\([^()]*\) ?)?(?P<u>{'|'.join(_UNITS)})(?!\w)",
         lambda m: f"{_number(m['n'])} {_UNITS[m['u']]}"),
        (FigureKind.PROVISION, r"(?:điều|khoản|mục|phần|chương)(?: thứ)? (?:\d+[a-zđ]?|" + _ROMAN + r")(?!\w)", _whole),
        (FigureKind.PROVISION, r"điểm (?:[a-zđ]\d?)(?!\w)", _whole),
        (FigureKind.DATE, r"năm (?P<y>(?:19|20)\d\d)(?!\d)", lambda m: m["y"]),
        (FigureKind.FORM, _FORM,
         lambda m: "MẪU " + m["n"].upper().lstrip("0") if m["n"] else None),
        (FigureKind.FORM, r"(?<![\w.-])[a-zđ]{1,4}-?\d{1,3}[a-z]?(?!\w)", lambda m: m.group().upper().replace("-", "")),
        (FigureKind.MONEY, r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d]|[.,]\d)(?! ?(?:" + _MEASURES + r")(?!\w))",
         lambda m: _number(m.group())),
        (FigureKind.COUNT, r"(?<![\w.,])\d+(?:[.,]\d+)? ?[x×*] ?\d+(?:[.,]\d+)?(?: ?(?:cm|mm|m)(?!\w))?", _dimension),
        (FigureKind.COUNT, rf"(?P<n>{AMOUNT}) ?(?:\([^()]*\) ?)?(?P<u>{_MEASURES})?(?!\w)",
         lambda m: f"{_number(m['n'])} {m['u'] or ''}".strip()),
        (FigureKind.COUNT, r"[^\s¦]*\d[^\s¦]*", _bare),  # whatever else holds a digit
    )
)  # fmt: skip
_DIGIT = re.compile(r"\d")
# Only these figures may hold no digit, and most clauses of a record hold none.
_WITHOUT_DIGITS = tuple(rule for rule in _RULES if rule[0] in (FigureKind.LINK, FigureKind.PROVISION, FigureKind.FORM))
_ENUMERATOR = re.compile(r"(?m)(?:^|(?<=: ))(?:\s*(?:\[?\d{1,2}[.)\]]|\(\d{1,2}\)|[-*•])\s+)+")
_SOURCE_MARK = re.compile(r"\[\d{1,2}\]")


def without_item_numbers(text: str) -> str:
    """The text without the numbers of list items and source marks like [1]: they state nothing."""
    return _SOURCE_MARK.sub(" ", _ENUMERATOR.sub("", text))


def figures_in(text: str) -> Counter[Figure]:
    """The figures of the text, each as often as it stands there; numbers of list items are none."""
    return Counter(figures_of(without_item_numbers(clean(text))))


@lru_cache(maxsize=16_384)  # an answer repeats clauses of its record, and the same records are asked for again
def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a text that is clean and without numbers of items already."""
    rest = text.lower().replace("\n", " ; ")
    rest = spelled_to_digits(rest)
    found: list[Figure] = []
    for kind, pattern, reader in _RULES if _DIGIT.search(rest) else _WITHOUT_DIGITS:

        def take(match: re.Match[str], kind: FigureKind = kind, reader: _Reader = reader) -> str:
            value = reader(match)
            if value is None:
                return match.group()
            found.append(Figure(kind, value))
            return " ¦ "

        rest = pattern.sub(take, rest)
    return tuple(found)
