"""Dates, ranges of dates, months and quarters of a year, and years.

Ways of writing: Nghị định 30/2020/NĐ-CP, phụ lục I ("ngày 05 tháng 01 năm 2024"), and the short forms of reports.
"""

from __future__ import annotations

import re

from tts.normalise.numbers import read_cardinal, read_integer
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Kind, Token

_DASH = r"\s*(?:-|–|—|÷|đến)\s*"
_FULL = re.compile(r"(\d{1,2})\s?([/.\-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/]|[.,]\d)")
_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|[.,]\d)")
_SHORT = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})(?![\d/%]|[.,]\d)")
_DAYS = re.compile(rf"(\d{{1,2}}){_DASH}(?:ngày )?(\d{{1,2}})[/.](\d{{1,2}})(?:[/.](\d{{4}}))?(?![\d/]|[.,]\d)")
_SHORT_RANGE = re.compile(
    rf"(\d{{1,2}})[/.](\d{{1,2}}){_DASH}(?:ngày )?(\d{{1,2}})[/.](\d{{1,2}})[/.](\d{{4}})(?![\d/])"
)
_DASH_DATE = re.compile(r"\s*[-–—]\s*(?=\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?(?![\d/]))")
_OF_YEAR = re.compile(r"(\d{1,2})\s?([/\-.])\s?((?:19|20)\d{2})(?![\d/]|[.,]\d)")
_MONTHS = re.compile(rf"(\d{{1,2}}){_DASH}(?:tháng )?(\d{{1,2}})/((?:19|20)\d{{2}})(?!\d)")
_YEARS = re.compile(r"((?:19|20)\d{2})\s*[-–—÷]\s*((?:19|20)\d{2})(?![\d/]|[.,]\d)")
_YEARS_SHORT = re.compile(r"((?:19|20)\d{2})\s*[-–—]\s*(\d{2})(?![\d/%]|[.,]\d)")
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIXED_DAYS = frozenset(
    {
        (30, 4),
        (1, 5),
        (2, 9),
        (8, 3),
        (20, 11),
        (22, 12),
        (27, 7),
        (3, 2),
        (19, 5),
        (26, 3),
        (1, 6),
        (1, 1),
        (10, 3),
        (21, 6),
        (19, 8),
    }
)
_ROUND_THE_CLOCK = (24, 7)
WHY_DATE = "có thể là ngày tháng, cũng có thể là tỷ số"
_SEVERAL = frozenset({"từ", "hai", "ba", "bốn", "các", "những", "mấy"})
WHY_RANGE = "có thể là ngày tháng, cũng có thể là từ ngày này đến ngày kia"
WHY_YEAR = "năm chỉ viết hai chữ số"


def valid(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _MONTH_LENGTHS[month - 1]


def say_day(day: int) -> str:
    """1..9 are "mùng một" .. "mùng chín"."""
    return f"mùng {read_integer(day)}" if day < 10 else read_integer(day)


def say_month(month: int) -> str:
    return "tháng " + ("tư" if month == 4 else read_integer(month))


def say_date(day: str, month: str, year: str = "") -> str:
    words = f"{say_day(int(day))} {say_month(int(month))}"
    if not year:
        return words
    return f"{words} năm {read_cardinal(year if len(year) == 4 else '20' + year)}"


def _with_day(scan: Scan, spoken: str) -> str:
    """Put "ngày" in front unless the text says it, or the day has a name of its own ("lễ 30/4")."""
    words = scan.words_before()
    if words and words[-1] in ("mùng", "mồng"):
        return spoken.removeprefix("mùng ")
    return spoken if scan.after("day_said") or _joined_to_day(scan) else f"ngày {spoken}"


def _joined_to_day(scan: Scan) -> bool:
    before, further = scan.previous(), scan.previous(2)
    return bool(before and further and before.small in ("và", ",") and further.kind is Kind.NUMBER)


def read_full_date(scan: Scan, token: Token) -> Reading | None:
    """ "09/01/2024", "15-12-2025", "20.11.2024", and a range of two of them."""
    match = _FULL.match(scan.text, token.start)
    if not match or not valid(int(match[1]), int(match[3])):
        return None
    why = WHY_YEAR if len(match[4]) == 2 else ""
    if why and not scan.after("date_before"):
        return None
    spoken = _with_day(scan, say_date(match[1], match[3], match[4]))
    dash = _DASH_DATE.match(scan.text, match.end())
    if dash and (second := _FULL.match(scan.text, dash.end())) and valid(int(second[1]), int(second[3])):
        return Reading(second.end(), f"{spoken} đến ngày {say_date(second[1], second[3], second[4])}", why, "date")
    return Reading(match.end(), spoken, why, "date")


def read_year_first(scan: Scan, token: Token) -> Reading | None:
    """ "2027-02-28", as programs write dates."""
    match = _YEAR_FIRST.match(scan.text, token.start)
    if not match or not valid(int(match[4]), int(match[3])):
        return None
    return Reading(match.end(), _with_day(scan, say_date(match[4], match[3], match[1])), "", "date")


def read_date_range(scan: Scan, token: Token) -> Reading | None:
    """ "01-15/6/2024", "01/01-30/6/2025", "10-20/8" after "ngày"."""
    if match := _SHORT_RANGE.match(scan.text, token.start):
        if valid(int(match[1]), int(match[2])) and valid(int(match[3]), int(match[4])):
            first = _with_day(scan, say_date(match[1], match[2]))
            return Reading(match.end(), f"{first} đến ngày {say_date(match[3], match[4], match[5])}", "", "date")
        return None
    match = _DAYS.match(scan.text, token.start)
    if not match or not valid(int(match[2]), int(match[3])) or not 1 <= int(match[1]) < int(match[2]):
        return None
    if not match[4] and not scan.after("date_before"):
        return None
    first = _with_day(scan, say_day(int(match[1])))
    return Reading(match.end(), f"{first} đến ngày {say_date(match[2], match[3], match[4] or '')}", "", "date")


def read_short_date(scan: Scan, token: Token) -> Reading | None:
    """ "30/4", "chiều 18.5" as a date; "4/4 nhiệm vụ", "7/7 ngày" are left to the ratios."""
    match = _SHORT.match(scan.text, token.start)
    if not match or not valid(int(match[1]), int(match[3])):
        return None
    sign, day, month = match[2], int(match[1]), int(match[3])
    said = scan.after("date_before") and scan.words_before()[-1] not in ("từ", "đến", "trên")
    hinted = scan.after("date_before") or scan.last_tag == "date"
    if sign == "-" or (sign == "." and not (said and scan.unit_at(match.end()) is None)):
        return None
    counted = scan.before(match.end(), "counted")
    if scan.after("day_said") or (hinted and not counted):
        why = ""
    elif (
        sign == "."
        or (day, month) == _ROUND_THE_CLOCK
        or counted
        or scan.after("ratio_before")
        or scan.after("scale_before")
    ):
        return None
    elif (day, month) in _FIXED_DAYS or day > month or match[1][0] == "0":
        why = WHY_DATE
    else:
        return None
    spoken = say_date(match[1], match[3])
    bare = scan.after("day_unsaid") or (why and not hinted)
    spoken = spoken if bare else _with_day(scan, spoken)
    dash = _DASH_DATE.match(scan.text, match.end())
    if dash and (second := _SHORT.match(scan.text, dash.end())) and valid(int(second[1]), int(second[3])):
        return Reading(second.end(), f"{spoken} đến ngày {say_date(second[1], second[3])}", why, "date")
    return Reading(match.end(), spoken, why, "date")


def read_dashed_date(scan: Scan, token: Token) -> Reading | None:
    """ "lễ 2-9", "ngày 20-11", as newspapers write; "từ ngày 5-10", "hai ngày 5-6" are days of one month."""
    match = _SHORT.match(scan.text, token.start)
    if not match or match[2] != "-" or not valid(int(match[1]), int(match[3])):
        return None
    if not scan.after("named_day") and scan.last_tag != "date":
        return None
    day, month = int(match[1]), int(match[3])
    certain = day > month or (day, month) in _FIXED_DAYS
    words = scan.words_before(2)
    several = len(words) > 1 and (words[0].isdigit() or words[0] in _SEVERAL)
    if not certain and (several or scan.next_word(match.end()) == "tháng"):
        return None
    return Reading(match.end(), say_date(match[1], match[3]), "" if certain else WHY_RANGE, "date")


def read_year_part(scan: Scan, token: Token) -> Reading | None:
    """ "quý 1/2021", "tháng 12-2024", "12/2020" on its own (a month), "tháng 1-6/2024"."""
    monthly, quarterly = scan.after("month_said"), scan.after("quarter_said")
    if (match := _MONTHS.match(scan.text, token.start)) and (monthly or quarterly) and int(match[2]) <= 12:
        first = read_integer(int(match[1])) if quarterly else say_month(int(match[1])).removeprefix("tháng ")
        second = read_integer(int(match[2])) if quarterly else say_month(int(match[2]))
        return Reading(match.end(), f"{first} đến {second} năm {read_cardinal(match[3])}", "", "date")
    match = _OF_YEAR.match(scan.text, token.start)
    if not match or not 1 <= int(match[1]) <= 12 or scan.after("scale_before"):
        return None
    year = f"năm {read_cardinal(match[3])}"
    if quarterly and match[2] != ".":
        return Reading(match.end(), f"{read_integer(int(match[1]))} {year}", "", "date")
    month = say_month(int(match[1]))
    if monthly:
        return Reading(match.end(), f"{month.removeprefix('tháng ')} {year}", "", "date")
    if match[2] != "/" or scan.after("identity_before"):
        return None
    hinted = scan.after("date_before")
    return Reading(match.end(), f"{month} {year}", "" if hinted else WHY_DATE, "date")


def read_years(scan: Scan, token: Token) -> Reading | None:
    """ "2021-2025" is "... đến ..."; "2024-25" only after a word that announces years."""
    if match := _YEARS.match(scan.text, token.start):
        return Reading(match.end(), f"{read_cardinal(match[1])} đến {read_cardinal(match[2])}", "", "year")
    match = _YEARS_SHORT.match(scan.text, token.start)
    if match and scan.after("year_before") and int(match[2]) > int(match[1][2:]):
        second = read_cardinal(match[1][:2] + match[2])
        return Reading(match.end(), f"{read_cardinal(match[1])} đến {second}", WHY_YEAR, "year")
    return None


def read_named_day(scan: Scan, token: Token) -> Reading | None:
    """ "ngày 05 tháng 01", "tháng 4", and the ordinals "thứ 1", "thứ 4"."""
    words = scan.words_before()
    counting = len(words) > 1 and words[-2].isdigit() and words[-3:-2] not in (["ngày"], ["ngay"])
    if not token.text.isdigit() or len(token.text) > 2 or counting:
        return None
    value = int(token.text)
    if scan.after("dated") and 1 <= value < 10 and scan.unit_at(token.end) is None:
        return Reading(token.end, say_day(value), "", "day")
    if scan.after("month_said") and value == 4:
        return Reading(token.end, "tư", "", "month")
    if scan.after("ordinal_before") and value in (1, 4):
        return Reading(token.end, "nhất" if value == 1 else "tư", "", "ordinal")
    return None
