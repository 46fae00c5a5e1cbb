"""Numbers with what is counted or measured: units, percentages, money, ranges, rates, ratios, sizes."""

from __future__ import annotations

import re

from tts.normalise.lexicon import Unit
from tts.normalise.numbers import read_cardinal, read_code, read_integer, read_numeral
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Token

NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_RANGE = re.compile(rf"\s*[-–—÷~]\s*({NUMBER})(?![\d/])(?!\s*[-–—]\s*\d)")
_TIMES = re.compile(rf"\s?[x×X*]\s?({NUMBER})(?![^\W\d_]\d)")
_RATIO = re.compile(rf"\s?/\s?({NUMBER})(?![\d])")
_SCALE = re.compile(r"(\d+)\s?:\s?([\d.]+\d|\d)(?!\d)")
_RATE = re.compile(r"\s?/\s?(\d+\s)?([^\W\d_]+[²³23]?)(?![\d])")
_SPACED = re.compile(
    r"(?!0)\d{1,3}(?:\.[ \u00a0]\d{3}(?:\.\d{3})+|(?:\.\d{3})+\.[ \u00a0]\d{3}|(?:[ \u00a0]\d{3}){2,})(?![\d/]|[.,]\d)"
)
_MILLION_AND = re.compile(r"(\d{1,3})\s?tr\s?(\d)(?![^\W_])")
_MONEY = frozenset({"money", "dollar", "euro"})
_HEIGHT = re.compile(r"(\d{1,2})m(\d{2})(?![^\W_])")
_LOADED = frozenset({"T", "k", "K"})
WHY_RANGE = "dấu gạch giữa hai số, không chắc là khoảng"
WHY_SPACED = "có dấu cách giữa các nhóm chữ số"
WHY_LETTER = "chữ đi liền số, có thể không phải đơn vị"


def value_of(number: str) -> float:
    """The amount a numeral stands for; used only to compare the ends of a range."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    head, _, tail = number.replace(",", ".").partition(".")
    return float(f"{head}.{tail.replace('.', '') or '0'}")


def read_rates(scan: Scan, end: int) -> tuple[str, int]:
    """ "/ngày", "/người/tháng", "/km2" after a quantity -> (" trên ngày", where it ends)."""
    spoken = ""
    while match := _RATE.match(scan.text, end):
        word = match.group(2)
        unit = scan.lexicon.units.get(word)
        if unit is None and not scan.before(match.start(2), "rate_base"):
            break
        count = f"{read_cardinal(match.group(1).strip())} " if match.group(1) else ""
        spoken += f" trên {count}{unit.spoken if unit else word.lower()}"
        end = match.end()
    return spoken, end


def _say(scan: Scan, number: str, unit: Unit | None) -> tuple[str, str]:
    money = unit is not None and unit.dimension in _MONEY
    spoken, why = read_numeral(number, measured=unit is not None, integral=money)
    if unit is None:
        return spoken, why
    if unit.symbol in _LOADED and "," not in number and not scan.after("load_before") and unit.symbol != "k":
        why = WHY_LETTER
    return f"{spoken} {unit.spoken}", why


def _part_name(number: str) -> str:
    return "tư" if number == "4" else read_cardinal(number)


def read_ratio(scan: Scan, token: Token) -> Reading | None:
    """ "4/4 nhiệm vụ", "8,75/10 điểm", "1/500", "tỷ lệ 1:500": "trên"; a plain share ("chiếm 2/3"): "phần"."""
    if (scale := _SCALE.match(scan.text, token.start)) and scan.after("scale_before"):
        return Reading(scale.end(), f"{read_numeral(scale[1])[0]} trên {read_numeral(scale[2])[0]}", "", "ratio")
    match = _RATIO.match(scan.text, token.end)
    if not match:
        return None
    first, second = token.text, match.group(1)
    small = first.isdigit() and second.isdigit() and int(first) < int(second)
    share = small and int(second) < 6 and scan.before(match.end(), "whole")
    told = small and int(second) < 10 and scan.after("fraction_before") and not scan.before(match.end(), "counted")
    if share or told:
        return Reading(match.end(), f"{read_cardinal(first)} phần {_part_name(second)}", "", "ratio")
    spoken, end = read_numeral(first)[0], token.end
    while match := _RATIO.match(scan.text, end):
        spoken, end = f"{spoken} trên {read_numeral(match.group(1))[0]}", match.end()
    if found := scan.unit_at(end):
        spoken, end = f"{spoken} {found[0].spoken}", found[1]
    rates, end = read_rates(scan, end)
    return Reading(end, spoken + rates, "", "ratio")


def read_height(scan: Scan, token: Token) -> Reading | None:
    """ "1m65": one metre and sixty-five."""
    match = _HEIGHT.match(scan.text, token.start)
    return Reading(match.end(), f"{read_cardinal(match[1])} mét {read_code(match[2])}") if match else None


def read_size(scan: Scan, token: Token) -> Reading | None:
    """ "20x30m", "2 x 3,5 m"."""
    spoken, end = read_numeral(token.text, measured=True)[0], token.end
    if (unit := scan.unit_at(end)) and _TIMES.match(scan.text, unit[1]):
        spoken, end = f"{spoken} {unit[0].spoken}", unit[1]
    start = end
    while match := _TIMES.match(scan.text, end):
        number, end = match.group(1), match.end()
        unit = scan.unit_at(end)
        spoken = f"{spoken} nhân {_say(scan, number, unit[0] if unit else None)[0]}"
        end = unit[1] if unit else end
    return Reading(end, spoken, "", "size") if end > start else None


def read_spaced_number(scan: Scan, token: Token) -> Reading | None:
    """ "30. 000.000 đồng", "1 250 000 đồng": groups of three that a blank slipped into."""
    match = _SPACED.match(scan.text, token.start)
    if not match:
        return None
    spoken = read_cardinal(re.sub(r"\D", "", match.group()))
    found = scan.unit_at(match.end())
    spoken, end = (f"{spoken} {found[0].spoken}", found[1]) if found else (spoken, match.end())
    rates, end = read_rates(scan, end)
    return Reading(end, spoken + rates, WHY_SPACED, "quantity")


def read_million_and(scan: Scan, token: Token) -> Reading | None:
    """ "2tr5": two million five hundred thousand."""
    match = _MILLION_AND.match(scan.text, token.start)
    return Reading(match.end(), read_integer(int(match[1]) * 10**6 + int(match[2]) * 10**5)) if match else None


def read_quantity(scan: Scan, token: Token) -> Reading | None:
    """A number with a unit, or a range of numbers with or without one; a lone number is left to others."""
    found = scan.unit_at(token.end)
    unit, end = found if found else (None, token.end)
    match = _RANGE.match(scan.text, end)
    if match and (reading := _range(scan, token.text, unit, match)):
        return reading
    if unit is None:
        return None
    spoken, why = _say(scan, token.text, unit)
    rates, end = read_rates(scan, end)
    return Reading(end, spoken + rates, why, "quantity")


def _range(scan: Scan, first: str, unit: Unit | None, match: re.Match[str]) -> Reading | None:
    second, end = match.group(1), match.end()
    found = scan.unit_at(end)
    if unit and not (found and found[0].dimension == unit.dimension):
        return None
    if found:
        end = found[1]
    link = "đến"
    if scan.after("score_before"):
        link = ""
    elif value_of(second) <= value_of(first):
        return None
    first_words, why = _say(scan, first, unit)
    if unit is None and found:
        first_words, why = read_numeral(first, measured=True)
    second_words, second_why = _say(scan, second, found[0] if found else None)
    rates, end = read_rates(scan, end)
    return Reading(end, " ".join(f"{first_words} {link} {second_words}{rates}".split()), why or second_why, "quantity")
