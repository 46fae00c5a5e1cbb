"""Words: Vietnamese syllables as they stand, abbreviations from the word lists, codes, and foreign words."""

from __future__ import annotations

import re
from itertools import pairwise

from tts.normalise.capitals import is_marked, shouted_around
from tts.normalise.letters import letter_name, spell
from tts.normalise.lexicon import OFFICE_RANK, SHIPPED_RANK, Entry
from tts.normalise.numbers import read_code, read_numeral
from tts.normalise.scan import Reading, Scan
from tts.normalise.syllables import has_vowel, is_plain_syllable, is_syllable
from tts.normalise.tokens import Token
from tts.normalise.web import split_syllables

_COMPOUND = re.compile(r"[A-ZĐƯƠ]{1,8}[a-z]?(?:\s?[&\-–/]\s?[A-ZĐƯƠ]{1,8}[a-z]?)+(?![^\W_])")
_GLUED_NUMBER = re.compile(r"[\-–]?([0-9]+(?:[.,][0-9]+)?)([A-Za-zĐđ]?\d?)(?![^\W_])")
_MAGNITUDES = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ", "trăm", "vạn", "mươi", "chục"})
_HIGHLAND = re.compile(r"([HMKYNDBRSPT])['’ʼ]([^\W\d_]{2,})")
_HIGHLAND_SOUNDS = {"H": "hờ", "M": "mờ", "K": "cờ", "Y": "y", "N": "nờ", "D": "đờ", "B": "bờ", "R": "rờ", "S": "sờ",
                    "P": "pờ", "T": "tờ"}  # fmt: skip
_ROOTS = re.compile(r"[A-ZĐ]?[a-zđ]+|[A-ZĐ]+(?![a-zđ])")
_LETTER_AFTER = ("điểm", "mẫu", "hạng", "loại", "nhóm")

WHY_SPELLED = "viết tắt không có trong từ vựng, đọc theo tên chữ cái"
WHY_SMALL = "viết tắt bằng chữ thường"
WHY_ISSUER = "ký hiệu cơ quan dùng trong số văn bản"
WHY_GLUED = "các chữ viết liền nhau"
WHY_FOREIGN = "từ nước ngoài hoặc viết sai, đọc nguyên chữ"
WHY_PARTS = "viết tắt ghép, đọc từng phần"


def read_office(scan: Scan, token: Token) -> Reading | None:
    """The office's own words come before every rule."""
    group = scan.lexicon.by_first.get(token.text)
    if not group or group[0].rank != OFFICE_RANK:
        return None
    entry = scan.entry_at(token.start)
    return _from(entry, token) if entry and entry.rank == OFFICE_RANK else None


def _from(entry: Entry, token: Token) -> Reading:
    return Reading(token.start + len(entry.written), entry.spoken, entry.why, "entry")


def read_unit_word(scan: Scan, token: Token) -> Reading | None:
    """A unit without its number: "triệu USD", "nghìn m3", "số km"."""
    before = scan.previous()
    counted = before is not None and (before.small in _MAGNITUDES or before.small in ("số", "mỗi", "một", "x", "/"))
    match = scan.lexicon.unit_form.match(scan.text, token.start)
    if not match or match["gap"] or (len(match["unit"]) == 1 and not counted):
        return None
    unit = scan.lexicon.units[match["unit"]]
    bracketed = before is not None and before.text == "(" and len(unit.symbol) > 1
    if not (counted or unit.alone or bracketed):
        return None
    entry = scan.entry_at(token.start)
    if entry and (len(entry.written) > len(unit.symbol) or not counted):
        return None
    return Reading(match.end(), unit.spoken, "", "unit")


def read_entry(scan: Scan, token: Token) -> Reading | None:
    """The word lists. In a line of capitals a doubtful abbreviation yields to the word that it also is."""
    if token.text not in scan.lexicon.by_first:
        return None
    entry = scan.entry_at(token.start)
    if entry is None:
        return None
    is_word = entry.written == token.text and is_syllable(token.small)
    if is_word and entry.why and entry.rank == SHIPPED_RANK and shouted_around(scan):
        return None
    compound = _COMPOUND.match(scan.text, token.start)
    if compound and compound.end() > token.start + len(entry.written) and (reading := read_compound(scan, token)):
        return reading
    return _from(entry, token)


def read_compound(scan: Scan, token: Token) -> Reading | None:
    """ "X&Y", "X-Y": every part from the word lists; "&" is "và", a dash or slash is silent. "NĐ-CP", "TT-BTC" are a
    kind of document and who issues it."""
    match = _COMPOUND.match(scan.text, token.start)
    if not match:
        return None
    lexicon, pieces = scan.lexicon, re.split(r"\s?([&\-–/])\s?", match.group())
    document = len(pieces) == 3 and pieces[1] == "-" and pieces[0] in lexicon.kinds and pieces[2] in lexicon.issuers
    if document:
        return Reading(match.end(), f"{lexicon.kinds[pieces[0]]} {lexicon.issuers[pieces[2]]}", "", "entry")
    words, why = [], ""
    for part in pieces:
        if part in "&-–/":
            words += ["và"] if part == "&" else []
            continue
        spoken = lexicon.plain.get(part) or lexicon.issuers.get(part)
        if spoken is None:
            return None
        words.append(spoken)
        if any(entry.why for entry in lexicon.by_first.get(part, ()) if entry.written == part):
            why = WHY_PARTS
    return Reading(match.end(), " ".join(words), why, "entry")


def read_highland_name(scan: Scan, token: Token) -> Reading | None:
    """Names of the highland peoples: "Ea H'leo", "M'Đrắk"."""
    match = _HIGHLAND.match(scan.text, token.start)
    if not match:
        return None
    return Reading(match.end(), f"{_HIGHLAND_SOUNDS[match[1]]} {match[2].lower()}", "", "word")


def read_letters_with_number(scan: Scan, token: Token) -> Reading | None:
    """ "F0", "H5N1", "PM2.5", "A1": letters by name and the number behind them."""
    if not (token.text.isupper() or len(token.text) == 1):
        return None
    match = _GLUED_NUMBER.match(scan.text, token.end)
    if not match or (match.group()[0] in "-–" and len(token.text) > 3):
        return None
    number = read_code(match[1]) if match[1].isdigit() else read_numeral(match[1])[0]
    spoken = f"{spell(token.text)} {number}"
    if match[2]:
        spoken += " " + " ".join(read_code(c) if c.isdigit() else spell(c) for c in match[2])
    return Reading(match.end(), spoken, "" if len(token.text) < 3 else WHY_SPELLED, "word")


def _read_capitals(scan: Scan, token: Token) -> Reading:
    """A word in capitals that no list knows: a shouted word, or an abbreviation to be spelled."""
    if is_syllable(token.small) and (is_marked(token.text) or shouted_around(scan)):
        return Reading(token.end, token.small)
    if is_plain_syllable(token.small) and shouted_around(scan) and not is_marked(token.text):
        return Reading(token.end, token.small)
    if len(token.text) > 3 and all(is_plain_syllable(part) for part in split_syllables(token.small) or ("",)):
        return Reading(token.end, token.small, WHY_FOREIGN)
    if len(token.text) > 2 and token.text in scan.lexicon.issuers:
        return Reading(token.end, scan.lexicon.issuers[token.text], WHY_ISSUER)
    return Reading(token.end, spell(token.text), WHY_SPELLED)


def _split_capitals(word: str) -> list[str]:
    """ "nộpThời" -> ["nộp", "Thời"]: cut before every capital that follows a small letter."""
    pieces = [word[:1]]
    for before, char in pairwise(word):
        if before.islower() and char.isupper():
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _read_unknown(scan: Scan, token: Token) -> Reading:
    """A word that is no Vietnamese syllable and in no list."""
    plain = scan.lexicon.plain
    if not has_vowel(token.text) or len(token.text) == 1:
        upper = token.text.upper()
        if len(token.text) > 1 and upper in plain:
            return Reading(token.end, plain[upper], WHY_SMALL)
        return Reading(token.end, spell(token.text), WHY_SPELLED)
    if len(token.text) > 3 and token.text.upper() in plain and token.text.islower() and not is_marked(token.text):
        return Reading(token.end, plain[token.text.upper()], WHY_SMALL)
    glued = _split_capitals(token.text)
    if len(glued) > 1 and all(map(is_syllable, glued)):
        return Reading(token.end, " ".join(glued), WHY_GLUED)
    roots = _ROOTS.findall(token.text) if not token.text.islower() else []
    spelled = any(root not in plain and (len(root) == 1 or not has_vowel(root)) for root in roots)
    if len(roots) > 1 and "".join(roots) == token.text and (spelled or any(root in plain for root in roots)):
        said = [
            plain.get(root) or (root.lower() if has_vowel(root) and len(root) > 1 else spell(root)) for root in roots
        ]
        return Reading(token.end, " ".join(said), WHY_FOREIGN)
    return Reading(token.end, token.text, WHY_FOREIGN)


def read_word(scan: Scan, token: Token) -> Reading:
    """The last rule for words: always has an answer."""
    text = token.text
    if len(text) == 1:
        if token.small == "x" and scan.text[token.end : token.end + 2].strip()[:1].isdigit():
            return Reading(token.end, "nhân")
        return Reading(token.end, text if has_vowel(text) else letter_name(text))
    if text.isupper():
        return _read_capitals(scan, token)
    if is_syllable(token.small) or is_plain_syllable(token.small):
        return Reading(token.end, text)
    return _read_unknown(scan, token)
