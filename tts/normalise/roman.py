"""Roman numerals: "lần thứ XX", "quý III/2024", "khóa XV", "Phụ lục I, II"."""

from __future__ import annotations

import re

from tts.normalise.capitals import shouted_around
from tts.normalise.letters import letter_name
from tts.normalise.numbers import read_cardinal, read_integer
from tts.normalise.scan import Reading, Scan
from tts.normalise.syllables import is_syllable
from tts.normalise.tokens import Token

_FORM = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_YEAR = re.compile(r"\s?[/\-]\s?((?:19|20)\d{2})(?!\d)")
_OTHER = re.compile(r"\s?(?P<sign>[/\-–])\s?(?P<second>[IVXL]+)(?![^\W_])")
_SUBSECTION = re.compile(r"(?:\.(?:\d{1,2}|[a-zđ](?![^\W_])))+(?![.\d])")
_CODE = re.compile(r"[-–.]?\d")
_LETTERED = re.compile(r"([IVX]+)([A-DĐ])")
_LONE = frozenset("IVX")
WHY_ROMAN = "có thể là số La Mã, cũng có thể là chữ"


def roman_value(text: str) -> int:
    """Value of a well-formed numeral in capitals, 0 for anything else."""
    if not text or not _FORM.fullmatch(text):
        return 0
    values = [_VALUES[char] for char in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _chained(scan: Scan) -> bool:
    """ "quý I, II", "quý I và III": the numeral before was read as one."""
    before = scan.previous()
    return scan.last_tag == "roman" and before is not None and before.small in (",", "và", "-", "–", "hoặc", "đến")


def _is_numeral(scan: Scan, token: Token, value: int, *, said: bool) -> bool:
    """Single letters but I, V, X name groups and classes; without a word before it, "XL-01" is a code and "VI" in a
    line of capitals is a word ("HÀNH VI")."""
    if said:
        return len(token.text) > 1 or token.text in _LONE
    if len(token.text) < 2 or value >= 40 or token.text in scan.lexicon.by_first or _CODE.match(scan.text, token.end):
        return False
    return not (is_syllable(token.small) and shouted_around(scan))


def read_roman(scan: Scan, token: Token) -> Reading | None:
    """A Roman numeral, with the year, second numeral or subsection behind it."""
    value = roman_value(token.text)
    if not value:
        match = _LETTERED.fullmatch(token.text)
        if not match or not roman_value(match[1]) or not scan.after("roman_before"):
            return None
        return Reading(token.end, f"{read_integer(roman_value(match[1]))} {letter_name(match[2])}", "", "roman")
    said = scan.after("roman_before") or _chained(scan)
    if not _is_numeral(scan, token, value, said=said):
        return None
    ordinal = scan.after("ordinal_before")
    spoken = ({1: "nhất", 4: "tư"}.get(value, "") if ordinal else "") or read_integer(value)
    end = token.end
    if said and (part := _SUBSECTION.match(scan.text, end)):
        for piece in part.group().split(".")[1:]:
            spoken += f" chấm {read_integer(int(piece)) if piece.isdigit() else letter_name(piece)}"
        return Reading(part.end(), spoken, "", "roman")
    if (match := _OTHER.match(scan.text, end)) and roman_value(match["second"]):
        link = "trên" if match["sign"] == "/" else "đến"
        spoken, end = f"{spoken} {link} {read_integer(roman_value(match['second']))}", match.end()
    if year := _YEAR.match(scan.text, end):
        spoken, end = f"{spoken} năm {read_cardinal(year[1])}", year.end()
    return Reading(end, spoken, "" if said else WHY_ROMAN, "roman")
