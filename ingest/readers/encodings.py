"""Bytes of a text file -> text, whatever Vietnamese encoding they are in; and text set in fonts of the old encodings.

Unicode is taken at its word. What isn't valid UTF-8 is decoded as each old encoding, and the one whose words are
Vietnamese syllables wins.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ingest.readers.errors import FileDamaged
from ingest.readers.syllables import share_of_vietnamese

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENOUGH = 0.6  # share of well-formed syllables from which an old encoding is believed
_FEWEST = 2  # marked words
_CONTROL_SHARE = 0.02
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(content: bytes) -> tuple[str, str]:
    """(text in NFC, name of the encoding). Raises FileDamaged when the bytes are no text."""
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), None) or _wide(content)
    if encoding:
        text = content.decode(encoding, errors="replace")
    else:
        try:
            text, encoding = content.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = _old(content)
    if len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE:
        raise FileDamaged("Tệp không phải là văn bản đọc được.", detail=f"control characters, as {encoding}")
    if encoding == "utf-8":
        text, font_encoding = from_old_fonts(text)
        encoding = font_encoding or encoding
    return unicodedata.normalize("NFC", text), encoding


def from_old_fonts(text: str) -> tuple[str, str | None]:
    """Unicode text whose letters only look right in a TCVN3 or VNI font, converted; None: it is plain Unicode."""
    if text.isascii():
        return text, None
    share, marked = share_of_vietnamese(text)
    if marked < _FEWEST or share > _ENOUGH:
        return text, None
    best = max(((share_of_vietnamese(convert(text))[0], name) for name, convert in FONTS.items()), default=(0.0, ""))
    if best[0] <= max(_ENOUGH, share):
        return text, None
    return FONTS[best[1]](text), best[1]


def from_tcvn3(text: str) -> str:
    return text.translate(_tcvn3())


def from_vni(text: str) -> str:
    pairs, letters, pattern = _vni()
    return str(pattern.sub(lambda found: pairs.get(found.group()) or letters[found.group()], text))


FONTS: dict[str, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}


def font_encoding(font: str) -> str | None:
    """The old encoding that a font's name stands for: ".VnTime" -> "tcvn3", "VNI-Times" -> "vni"."""
    name = font.lower()
    return "tcvn3" if name.startswith(".vn") else "vni" if name.startswith("vni") else None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of ASCII text is zero."""
    head = content[:4000]
    if len(head) < 8:
        return None
    if head[1::2].count(0) > len(head) * 0.2 > head[0::2].count(0):
        return "utf-16-le"
    if head[0::2].count(0) > len(head) * 0.2 > head[1::2].count(0):
        return "utf-16-be"
    return None


def _old(content: bytes) -> tuple[str, str]:
    western = content.decode("cp1252", errors="replace")
    latin = content.decode("latin-1")
    decoded = {
        "windows-1258": unicodedata.normalize("NFC", content.decode("cp1258", errors="replace")),
        "tcvn3": from_tcvn3(latin),
        "vni": from_vni(western),
        "utf-8 damaged": content.decode("utf-8", errors="replace").replace("\ufffd", ""),
    }
    scores = {name: share_of_vietnamese(text) for name, text in decoded.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best][0] < _ENOUGH:
        best = "utf-8 damaged" if _mostly_utf8(content) else "windows-1258"
    return decoded[best], best


def _mostly_utf8(content: bytes) -> bool:
    return content.decode("utf-8", errors="replace").count("\ufffd") < len(content) * 0.05


@cache
def _tables() -> Any:
    return yaml.safe_load(resources.files(__package__).joinpath("data/encodings.yaml").read_text(encoding="utf-8"))


@cache
def _tcvn3() -> dict[int, str]:
    runs = _tables()["tcvn3"].items()
    return {first + place: letter for first, letters in runs for place, letter in enumerate(letters)}


@cache
def _vni() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    marks, singles = _tables()["vni_marks"], _tables()["vni_letters"]
    bases = {**{letter: letter for letter in "aeouy"}, "ô": "ơ", "ö": "ư"}
    pairs: dict[str, str] = {}
    for base, letter in bases.items():
        for code, mark in marks.items():
            made = unicodedata.normalize("NFC", letter + mark)
            if len(made) == 1:
                pairs[base + code] = made
                pairs[(base + code).upper()] = made.upper()
                pairs[base.upper() + code] = made.upper()
    letters = {**singles, **{code.upper(): letter.upper() for code, letter in singles.items()}}
    either = sorted([*pairs, *letters], key=len, reverse=True)
    return pairs, letters, re.compile("|".join(map(re.escape, either)))
