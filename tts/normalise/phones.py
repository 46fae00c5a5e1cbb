"""Telephone numbers, digit by digit."""

from __future__ import annotations

import re

from tts.normalise.letters import spell
from tts.normalise.numbers import read_digits
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Token

_GROUP = r"(?:[ .\-]?(?:\d{2,4}|[xX]{2,4}))"
_PHONE = re.compile(
    rf"(?:\(0\d{{2,3}}\)\s?\d{{3,4}}{_GROUP}{{1,2}}|0\d{{9,10}}|0\d{{2,3}}(?:[ .\-](?:\d{{3,4}}|[xX]{{3,4}})){{2,3}}"
    rf"|0\d{{2,3}}[.\- ]\d{{6,8}}|0\d{{2,4}}(?:[.\- ]\d{{1,4}}){{3}}"
    rf"|(?:1800|1900)[ .\-]?\d{{2,4}}(?:[ .\-]?\d{{2,4}})?)(?![\d/%]|[.,]\d)"
)
_ABROAD = re.compile(rf"\+84[ .\-]?(?:\(0\))?\d{{1,3}}{_GROUP}{{2,3}}(?!\d)")
_ABROAD_BRACKETED = re.compile(rf"\(\+84\)[ .\-]?\d{{1,3}}{_GROUP}{{2,3}}(?!\d)")
_AFTER_CUE = re.compile(r"\d(?:[ .\-]?\d){2,11}(?![\d/%]|[.,]\d)")
_EMERGENCY = re.compile(r"11[1-9](?!\d|[.,]\d)")


def say_phone(written: str) -> str:
    """Every digit; "x" of a hidden number is spelled."""
    return " ".join(read_digits(c) if c.isdigit() else spell(c) for c in written if c.isalnum())


def read_phone(scan: Scan, token: Token) -> Reading | None:
    """By its shape, or by the word before it ("tổng đài 1022", "gọi 113, 114")."""
    if match := _PHONE.match(scan.text, token.start):
        return Reading(match.end(), say_phone(match.group()), "", "phone")
    cued = scan.after("phone_before") or scan.last_tag == "phone"
    emergency = _EMERGENCY.match(scan.text, token.start)
    if emergency and (cued or scan.after("emergency_before")) and not scan.before(emergency.end(), "counted"):
        return Reading(emergency.end(), read_digits(emergency.group()), "", "phone")
    if cued and scan.last_tag != "phone" and (match := _AFTER_CUE.match(scan.text, token.start)):
        return Reading(match.end(), read_digits(match.group()), "", "phone")
    return None


def read_phone_from_symbol(scan: Scan, token: Token) -> Reading | None:
    """ "(0233) 3852 533" and "+84 905 123 456"."""
    if token.text == "+" and (match := _ABROAD.match(scan.text, token.start)):
        return Reading(match.end(), "cộng " + say_phone(match.group()), "", "phone")
    if token.text == "(" and (match := _ABROAD_BRACKETED.match(scan.text, token.start)):
        return Reading(match.end(), "cộng " + say_phone(match.group()), "", "phone")
    if token.text == "(" and (match := _PHONE.match(scan.text, token.start)):
        return Reading(match.end(), say_phone(match.group()), "", "phone")
    return None
