"""The readings of a message in which screens look: as typed, as restored, and what hides behind tricks of writing."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote

from assistant.masking import FILE, PAPER, PHONE, PLATE, mask
from assistant.screening.decoding import decoded_blobs, reversed_text, rotated
from assistant.screening.segmenting import segment
from knowledge.text.clean import one_line
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables
from knowledge.text.tones import modern_tone

Words = tuple[str, ...]

_PIECE = re.compile(r"[^\W_]+")
_LEET = tuple(str.maketrans("0134578@$!|", "o" + one + "eastb" + "asil") for one in "il")
_TOKEN = re.compile(r"\S+")
_LEET_LETTERS = frozenset("0134578@$!|")
_LEVELS = 2  # an encoding inside an encoding is opened, no more
# Letters of other scripts that look Latin (Unicode TR39 confusables, the ones that occur in Vietnamese syllables).
_LOOKALIKES = str.maketrans(
    dict(zip("аеорсухіјԁһкмтвн", "aeopcyxijdhkmtbh", strict=True)) | dict(zip("αοινυτκ", "aoivutk", strict=True))
)


# What stands in for a personal number, so that patterns can say "a plate" without the views holding one.
_STANDS_FOR = {PLATE: " bksx ", PHONE: " sdtx ", PAPER: " sogtx ", FILE: " mahsx "}


def plain_words(text: str) -> Words:
    """Lower-case syllables; words joined by dots, slashes or hyphens are taken apart, codes are not."""
    words: list[str] = []
    masked = mask(one_line(text))
    for label, word in _STANDS_FOR.items():
        masked = masked.replace(label, word)
    for word in syllables(masked):
        parts = re.split(r"[./_-]", word)
        words.extend(modern_tone(part) for part in parts) if all(map(str.isalpha, parts)) else words.append(word)
    return tuple(words)


def hidden_words(text: str) -> Iterator[Words]:
    """Readings behind look-alike letters, leetspeak, letters set apart, encodings and reversal."""
    seen: set[str] = set()
    yield from _hidden(text, _LEVELS, seen)


def _hidden(text: str, levels: int, seen: set[str]) -> Iterator[Words]:
    flat = _latin(text)
    if flat in seen:
        return
    seen.add(flat)
    for reading in dict.fromkeys((flat, *(_TOKEN.sub(partial(_unleet, table), flat) for table in _LEET))):
        words = tuple(map(modern_tone, _PIECE.findall(reading)))
        yield words
        if sum(len(word) == 1 for word in words) >= 5:
            yield segment(fold("".join(words)))
            yield _joined_singles(words)
    if levels:
        for decode in _DECODERS:
            for opened in decode(text):
                yield from _hidden(opened, levels - 1, seen)


def _latin(text: str) -> str:
    """Compatibility forms undone, look-alikes replaced, stacked marks beyond the letter's own removed, lower case."""
    wide = unicodedata.normalize("NFKC", one_line(text)).lower().translate(_LOOKALIKES)
    return "".join(c for c in unicodedata.normalize("NFC", wide) if not unicodedata.combining(c))


def _unleet(table: dict[int, int], match: re.Match[str]) -> str:
    """A token that mixes letters and look-alike signs, read as letters; plain numbers and words stay."""
    token = match.group()
    is_mixed = any(map(str.isalpha, token)) and not _LEET_LETTERS.isdisjoint(token)
    return token.translate(table) if is_mixed else token


def _joined_singles(words: Words) -> Words:
    """Runs of single letters joined and cut into words; the rest as it is."""
    joined: list[str] = []
    run = ""
    for word in (*words, ""):
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        joined.extend(segment(fold(run)))
        run = ""
        if word:
            joined.append(word)
    return tuple(joined)


def _unescaped(text: str) -> Iterator[str]:
    if "%" in text:
        yield unquote(text)
    if "&" in text:
        yield html.unescape(text)
    if "\\" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})", lambda m: chr(int(m[1] or m[2], 16)), text)


_DECODERS: tuple[Callable[[str], Iterator[str]], ...] = (_unescaped, decoded_blobs, rotated, reversed_text)
