"""Numbers of documents ("35/QĐ-UBND", "01-NQ/TU", "61/2018/NĐ-CP", "36/2024/QH15") and technical standards.

A word separates number and year ("xuyệt"): "20/2018" without it would be heard as 22,018.
"""

from __future__ import annotations

import re

from tts.normalise.letters import spell
from tts.normalise.lexicon import Lexicon
from tts.normalise.numbers import read_cardinal, read_code, read_integer
from tts.normalise.scan import Reading, Scan
from tts.normalise.tokens import Token

SLASH = "xuyệt"
_UPPER = r"[A-ZĐƯÔƠÂĂÊ]"
_PART = rf"(?:{_UPPER}[A-ZĐƯÔƠÂĂÊa-z]{{0,3}}(?:{_UPPER}+[a-zđ]?)*\d{{0,2}})"
_CODE = rf"{_PART}(?:\s?[-–./&,]\s?{_PART})*"
_NUMBER = re.compile(
    rf"(?P<number>\d+(?:\.\d{{3}})*)(?P<letter>[a-zA-Z])?\s?(?:/\s?(?P<year>(?:19|20)\d{{2}})\s?)?(?P<sign>[/\-–])\s?"
    rf"(?P<code>{_CODE})(?![^\W_])"
)
_BLANK = re.compile(rf"/\s?(?P<code>{_CODE})(?![^\W_])")
_ONLY_YEAR = re.compile(r"(\d+)\s?/\s?((?:19|20)\d{2})(?![\d/]|[.,]\d)")
_WITH_TERM = re.compile(r"(QH|UBTVQH|HĐND)(\d{1,2})")
_STANDARD = re.compile(
    rf"(?P<body>TCVN|QCVN|TCXDVN|TCXD|QCXDVN|TCCS|TCN|ISO/IEC|ISO|IEC|ASTM|AASHTO)(?:\s(?P<second>ISO|ASTM|IEC))?\s?"
    rf"(?P<number>\d+)(?P<part>(?:[-.]\d+)*)(?::(?P<year>\d{{4}}))?(?:/(?P<code>{_PART}))?(?![^\W_])"
)
WHY_CODE = "ký hiệu văn bản lạ, đọc theo tên chữ cái"


def _say_part(part: str, lexicon: Lexicon, *, first: bool) -> tuple[str, str]:
    """One part of a document's code -> (words, why it is a guess)."""
    if match := _WITH_TERM.fullmatch(part):
        body = {"QH": "quốc hội", "UBTVQH": "ủy ban thường vụ quốc hội", "HĐND": "hội đồng nhân dân"}[match[1]]
        return f"{body} khóa {read_integer(int(match[2]))}", ""
    letters = part.rstrip("0123456789")
    digits = part[len(letters) :]
    tail = f" {read_code(digits)}" if digits else ""
    tables = (lexicon.kinds, lexicon.issuers) if first else (lexicon.issuers, lexicon.kinds)
    for table in (*tables, lexicon.plain):
        if letters in table:
            return table[letters] + tail, ""
    for prefix, word in (("S", "sở"), ("B", "bộ"), ("P", "phòng"), ("VP", "văn phòng"), ("UBND", "ủy ban nhân dân")):
        rest = letters.removeprefix(prefix)
        if rest != letters and len(rest) > 1 and rest in lexicon.plain:
            return f"{word} {lexicon.plain[rest]}{tail}", ""
    return spell(letters) + tail, WHY_CODE


def _say_code(code: str, scan: Scan) -> tuple[str, str]:
    parts = [part for part in re.split(r"\s?[-–./&,]\s?", code) if part]
    said = [_say_part(part, scan.lexicon, first=place == 0) for place, part in enumerate(parts)]
    if named := _named_before(scan, parts[0]):
        said[0] = (named, "")
    words = " ".join(words for words, _ in said)
    if "tỉnh ủy" in words and scan.is_of_city():
        words = words.replace("tỉnh ủy", "thành ủy")
    return words, next((why for _, why in said if why), "")


def _named_before(scan: Scan, letters: str) -> str:
    """ "Quy định số 69-QĐ/TW": the words before "số" say which of its meanings QĐ has here."""
    words = [word for word in scan.words_before(len(letters) + 1) if word != "số"][-len(letters) :]
    return " ".join(words) if [word[0] for word in words] == list(letters.lower()) else ""


def _known(code: str, lexicon: Lexicon) -> bool:
    first = re.split(r"[-–./&,\s]", code)[0].rstrip("0123456789")
    return len(first) > 1 and (first in lexicon.kinds or first in lexicon.issuers)


def read_document(scan: Scan, token: Token) -> Reading | None:
    """A number with a code behind it."""
    match = _NUMBER.match(scan.text, token.start)
    if match is None:
        return _read_number_and_year(scan, token)
    said = scan.after("identity_before")
    if not _known(match["code"], scan.lexicon) and not (said and (match["sign"] == "/" or match["year"])):
        return None
    if match["sign"] != "/" and match["code"].split("/")[0] not in scan.lexicon.kinds and not match["year"]:
        return None
    spoken = read_code(match["number"].replace(".", ""))
    if match["letter"]:
        spoken += f" {spell(match['letter'])}"
    if match["year"]:
        spoken += f" {SLASH} {read_cardinal(match['year'])}"
    code, why = _say_code(match["code"], scan)
    return Reading(match.end(), f"{spoken} {code}", why, "document")


def _read_number_and_year(scan: Scan, token: Token) -> Reading | None:
    """ "Quyết định số 12/2024": a document known by number and year alone."""
    match = _ONLY_YEAR.match(scan.text, token.start)
    if not match or not scan.after("identity_before"):
        return None
    return Reading(match.end(), f"{read_code(match[1])} {SLASH} {read_cardinal(match[2])}", "", "document")


def read_blank_number(scan: Scan, token: Token) -> Reading | None:
    """A draft's "Số:   /BC-UBND": the number is still missing."""
    match = _BLANK.match(scan.text, token.start)
    words = scan.words_before(1)
    if not match or not words or words[-1] != "số" or not _known(match["code"], scan.lexicon):
        return None
    code, why = _say_code(match["code"], scan)
    return Reading(match.end(), code, why, "document")


def read_standard(scan: Scan, token: Token) -> Reading | None:
    """ "TCVN 4054:2005", "QCVN 41:2019/BGTVT", "ISO 9001:2015"."""
    match = _STANDARD.match(scan.text, token.start)
    if not match:
        return None
    names = [name for name in (*match["body"].split("/"), match["second"]) if name]
    spoken = " ".join(scan.lexicon.plain.get(name) or spell(name) for name in names)
    spoken += f" {read_code(match['number'])}"
    for sign, digits in re.findall(r"([-.])(\d+)", match["part"]):
        spoken += f" {'chấm' if sign == '.' else 'gạch ngang'} {read_code(digits)}"
    if match["year"]:
        spoken += f" năm {read_cardinal(match['year'])}"
    if match["code"]:
        spoken += f" {_say_part(match['code'], scan.lexicon, first=False)[0]}"
    return Reading(match.end(), spoken, "", "standard")
