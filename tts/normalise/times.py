"""Times of day: "07h30", "17:05", "8 giờ 00'", "7h-11h"."""

from __future__ import annotations

import re

from tts.normalise.numbers import read_cardinal, read_integer
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Token

_MINUTES = r"(?:\s?(?:phút|ph|p)(?![^\W\d_])|\s?['’′])?"
_TIME = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:\s?(?:giờ\s|[hHgG](?![^\W\d_]))\s?(?P<minute>[0-5]\d){_MINUTES}(?!\d)"
    r"|:(?P<clock>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:\s?(?:h|giờ)(?![^\W\d_]))?(?![\d:]))"
)
_HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[hHgG]|\s?giờ)(?![^\W_])")
_DASH = re.compile(r"\s*[-–—÷]\s*")
_MINUTE_MARK = re.compile(r"(\d{1,3})\s?['’′](?![\w'’′])")


def _say(match: re.Match[str]) -> str:
    found = match.groupdict()
    spoken = f"{read_cardinal(found['hour'])} giờ"
    minute = found.get("minute") or found.get("clock")
    if minute and (int(minute) or found.get("second")):
        spoken += f" {'không ' if minute[0] == '0' else ''}{read_integer(int(minute))} phút"
    if found.get("second"):
        spoken += f" {read_integer(int(found['second']))} giây"
    return spoken


def _match(scan: Scan, start: int) -> re.Match[str] | None:
    match = _TIME.match(scan.text, start)
    return match if match and int(match["hour"]) <= 24 else None


def read_time(scan: Scan, token: Token) -> Reading | None:
    """A time of day, or from one to another."""
    if scan.after("scale_before"):
        return None
    first = _match(scan, token.start)
    start = first or _HOUR.match(scan.text, token.start)
    if not start:
        mark = _MINUTE_MARK.match(scan.text, token.start)
        return Reading(mark.end(), f"{read_cardinal(mark[1])} phút", "", "time") if mark else None
    dash = _DASH.match(scan.text, start.end())
    if dash and (second := _match(scan, dash.end()) or _HOUR.match(scan.text, dash.end())):
        return Reading(second.end(), f"{_say(start)} đến {_say(second)}", "", "time")
    return Reading(first.end(), _say(first), "", "time") if first else None
