"""Periods as tables and headings shorten them: "6T/2024", "T12/2024", "Q.III/2024", "9T2024"."""

from __future__ import annotations

import re

from tts.normalise.dates import say_month
from tts.normalise.numbers import read_cardinal, read_integer
from tts.normalise.roman import roman_value
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Token

_YEAR = r"[./\-]?((?:19|20)\d{2})(?![\d/]|[.,]\d)"
_MONTHS = re.compile(rf"(\d{{1,2}})T{_YEAR}")
_MONTH = re.compile(r"T\.?(\d{1,2})[./\-]((?:19|20)\d{2})(?![\d/]|[.,]\d)")
_QUARTER = re.compile(rf"Q\.?\s?(?:(IV|I{{1,3}})|([1-4])(?=[./\-])){_YEAR}")


def read_months(scan: Scan, token: Token) -> Reading | None:
    """ "6T/2024": six months of the year."""
    match = _MONTHS.match(scan.text, token.start)
    if not match or not 1 <= int(match[1]) <= 12:
        return None
    return Reading(match.end(), f"{read_integer(int(match[1]))} tháng năm {read_cardinal(match[2])}", "", "date")


def read_period(scan: Scan, token: Token) -> Reading | None:
    """ "T12/2024": December; "Q1/2024", "Q.III/2024": a quarter."""
    if (match := _MONTH.match(scan.text, token.start)) and 1 <= int(match[1]) <= 12:
        return Reading(match.end(), f"{say_month(int(match[1]))} năm {read_cardinal(match[2])}", "", "date")
    if match := _QUARTER.match(scan.text, token.start):
        number = roman_value(match[1]) if match[1] else int(match[2])
        return Reading(match.end(), f"quý {read_integer(number)} năm {read_cardinal(match[3])}", "", "date")
    return None
