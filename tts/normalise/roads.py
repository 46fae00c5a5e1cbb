"""Roads ("QL.1A", "ĐT.741"), kilometre posts ("Km12+300") and number plates ("29A-123.45")."""

from __future__ import annotations

import re

from tts.normalise.letters import spell
from tts.normalise.numbers import read_cardinal, read_code, read_digits
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Token

_CLASSES = {
    "QL": "quốc lộ", "ĐT": "đường tỉnh", "ĐH": "đường huyện", "TL": "tỉnh lộ", "HL": "hương lộ", "ĐX": "đường xã",
    "ĐTL": "đường tỉnh lộ", "CT": "cao tốc", "ĐĐT": "đường đô thị", "LTL": "liên tỉnh lộ",
}  # fmt: skip
_ROAD = re.compile(
    r"(QL|ĐTL|ĐĐT|LTL|ĐT|ĐH|TL|HL|ĐX|CT)(?P<gap>[ .\-]{0,2})(\d{1,4})([A-ZĐa-d]?\d?)(?![^\W_]|/\d|[.,]\d)"
)
_POST = re.compile(r"(?:K[mM]\s?|km\s|km(?=\d+\s?\+))(\d+)(?:\s?\+\s?(\d+(?:[.,]\d+)?))?(?![^\W_])")
_POST_RANGE = re.compile(r"\s*[-–—÷]\s*(?=[Kk][mM]\s?\d)")
_PLATE = re.compile(r"([1-9]\d)\s?-?\s?([A-ZĐ]{1,2})(\d?)\s?[-–. ]\s?(\d{3}\.\d{2}|\d{4,5})(?!\d)", re.UNICODE)
WHY_PLATE = "có thể là biển số xe"


def read_road(scan: Scan, token: Token) -> Reading | None:
    """A road class with its number; "ĐT", "CT" and the like need the number close by."""
    match = _ROAD.match(scan.text, token.start)
    if not match or (match["gap"] == " " and match[1] in ("CT", "ĐH", "TL", "HL")):
        return None
    if match[1] == "ĐT" and len(match[3] + match[4]) >= 4 and match[3][0] == "0":
        return None
    name = _CLASSES[match[1]]
    name = _unsaid_part(name, scan.words_before(2))
    tail = "".join(f" {spell(c) if c.isalpha() else read_digits(c)}" for c in match[4])
    return Reading(match.end(), f"{name} {read_code(match[3])}{tail}".strip(), "", "road")


def _unsaid_part(name: str, before: list[str]) -> str:
    """What of the class's name the text has not said already: "đường tỉnh ĐT.588" needs none of it."""
    parts = name.split()
    for said in range(len(parts), 0, -1):
        if before[-said:] == parts[:said]:
            return " ".join(parts[said:])
    return name


def _say_post(match: re.Match[str]) -> str:
    spoken = f"ki lô mét {read_cardinal(match[1])}"
    if not match[2]:
        return spoken
    metres, _, tail = match[2].replace(".", ",").partition(",")
    return f"{spoken} cộng {_say_metres(metres)}" + (f" phẩy {read_digits(tail)}" if tail else "")


def _say_metres(metres: str) -> str:
    """ "050" is "không năm mươi", "005" digit by digit, "300" an amount."""
    if len(metres) == 3 and metres[0] == "0" and metres[1] != "0":
        return f"không {read_cardinal(metres[1:])}"
    return read_code(metres)


def read_post(scan: Scan, token: Token) -> Reading | None:
    """A kilometre post, or a stretch between two."""
    match = _POST.match(scan.text, token.start)
    if not match:
        return None
    dash = _POST_RANGE.match(scan.text, match.end())
    if dash and (second := _POST.match(scan.text, dash.end())):
        return Reading(second.end(), f"{_say_post(match)} đến {_say_post(second)}", "", "road")
    return Reading(match.end(), _say_post(match), "", "road")


def read_plate(scan: Scan, token: Token) -> Reading | None:
    """Province code as a number, letters by name, the rest digit by digit."""
    match = _PLATE.match(scan.text, token.start)
    if not match:
        return None
    cued = scan.after("plate_before")
    if not cued and "." not in match[4]:
        return None
    series = f" {read_digits(match[3])}" if match[3] else ""
    spoken = f"{read_cardinal(match[1])} {spell(match[2])}{series} {read_digits(match[4])}"
    return Reading(match.end(), spoken, "" if cued else WHY_PLATE, "plate")
