"""What stands at the beginning of a line to count or mark it: "III.", "1.2.", "a)", "-", and "(i)" inside one."""

from __future__ import annotations

import re

from tts.normalise.letters import letter_name
from tts.normalise.numbers import read_integer, read_pointed
from tts.normalise.roman import roman_value
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Token

_BULLET = re.compile(r"[-–—+*•●○▪▫◦■□◆◇➢➤►▶✓✔→⇒·¬§o]+(?=\s|[^\W\d_])\s*")
_MINUS = re.compile(r"[-–]\d[\d.,]*\s?(?:%|°|º|oC)")
_ROMAN = re.compile(r"([IVXL]+)(?:\s?[.)/:]|\s?[-–](?=\s))\s*(?=\S)")
_NUMBERED = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,4})(?:\s?[.)/:]|\s?[-–](?=\s+[^\W\d]))(?!\d|\s?\d{3}[. ]\d{3})\s*(?=\S)"
)
_UNDOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\s+(?=[^\W\d_])")
_LETTERED = re.compile(r"([a-zđA-EĐG])(?:\s?\)|\.(?!\w)|\s?[-–/](?=\s))\s*(?=\S)")
_LETTERED_NUMBER = re.compile(r"([a-zđA-ZĐ])[.]?(\d{1,2})[.)](?!\d)\s*(?=\S)")
_INSIDE = re.compile(r"\((?:([ivx]{1,5})|(\d{1,2})|([a-hkđ]))\)\s*(?=\S)")
_PLACE = re.compile(r"[A-ZĐ]\.\s?[^\W\d_][^\W\d_A-Z]+\s+[A-ZĐÂÔƠƯÁÀẢẠÃÍÌÚÙÝÓÒÊÉÈ][^\W\d_]")
"""An abbreviated kind of place and a two-word name ("X. Triệu Phong"), no heading ("X. Kết luận chung")."""
_PAUSE = ","


def read_bullet(scan: Scan, token: Token) -> Reading | None:
    """A dash or dot that opens a line is silent; "-5°C" keeps its minus."""
    if not scan.at_line_start() or _MINUS.match(scan.text, token.start):
        return None
    match = _BULLET.match(scan.text, token.start)
    if match is None and token.text in "-+*" and re.match(r".\d", scan.text[token.start : token.start + 2]):
        return Reading(token.end, "", "", "mark")
    return Reading(match.end(), "", "", "mark") if match else None


def read_heading_number(scan: Scan, token: Token) -> Reading | None:
    """ "1.", "2.3", "1/" at the beginning of a line."""
    if not scan.at_line_start() and not (scan.last_tag == "mark" and scan.said == []):
        return None
    match = _NUMBERED.match(scan.text, token.start)
    if match is None and (undotted := _UNDOTTED.match(scan.text, token.start)):
        following = scan.text[undotted.end()]
        if following.isupper() or undotted[1].count(".") > 1:
            match = undotted
    if match is None or (scan.unit_at(match.end(1)) and "." not in match.group()):
        return None
    if match.group().rstrip().endswith(":") and scan.text[match.end() - 1 :][:1].isdigit():
        return None
    return Reading(match.end(), read_pointed(match[1]) + _PAUSE, "", "mark")


def read_heading_word(scan: Scan, token: Token) -> Reading | None:
    """ "IV.", "b)", "A.", "a.1)" at the beginning of a line."""
    if not scan.at_line_start() or (_PLACE.match(scan.text, token.start) and scan.entry_at(token.start)):
        return None
    if (match := _ROMAN.match(scan.text, token.start)) and (value := roman_value(match[1])):
        if not (len(match[1]) == 1 and match[1] == "L"):
            return Reading(match.end(), read_integer(value) + _PAUSE, "", "mark")
        return None
    if match := _LETTERED.match(scan.text, token.start):
        return Reading(match.end(), letter_name(match[1]) + _PAUSE, "", "mark")
    if match := _LETTERED_NUMBER.match(scan.text, token.start):
        return Reading(match.end(), f"{letter_name(match[1])} {read_integer(int(match[2]))}{_PAUSE}", "", "mark")
    return None


def read_inner_mark(scan: Scan, token: Token) -> Reading | None:
    """ "(i)", "(1)", "(a)" anywhere."""
    match = _INSIDE.match(scan.text, token.start)
    if not match:
        return None
    if match[1]:
        value = roman_value(match[1].upper())
        return Reading(match.end(), read_integer(value) + _PAUSE, "", "mark") if value else None
    spoken = read_integer(int(match[2])) if match[2] else letter_name(match[3])
    return Reading(match.end(), spoken + _PAUSE, "", "mark")
