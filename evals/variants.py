"""The ways in which the same question is typed: as written, without diacritics, with slips of the fingers."""

from __future__ import annotations

import random
from collections.abc import Callable
from enum import StrEnum

from knowledge.text.clean import nfc
from knowledge.text.fold import fold

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SLIPPED = 0.15  # of the words


class Variant(StrEnum):
    AS_WRITTEN = "as_written"
    STRIPPED = "stripped"
    TYPOS = "typos"


def rewrite(text: str, variant: Variant, seed: int = 0) -> str:
    """The text as it looks in a variant; the same text and seed always give the same slips."""
    match variant:
        case Variant.AS_WRITTEN:
            return text
        case Variant.STRIPPED:
            return fold(text)
        case Variant.TYPOS:
            return with_slips(text, _SLIPPED, random.Random(f"{seed} {text}"))


def with_slips(text: str, share: float, chance: random.Random) -> str:
    """About `share` of the words get one slip each: a key missed, hit twice, hit too early, or its neighbour hit."""
    return " ".join(_slip(word, chance) if chance.random() < share else word for word in nfc(text).split())


def _slip(word: str, chance: random.Random) -> str:
    places = [at for at, letter in enumerate(word) if letter.isalpha()]
    if len(places) < 2:  # a figure or a lone letter would become another word, not a misspelt one
        return word
    return chance.choice(_SLIPS)(word, chance.choice(places), chance)


def _miss(word: str, at: int, _chance: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _repeat(word: str, at: int, _chance: random.Random) -> str:
    return word[: at + 1] + word[at:]


def _swap(word: str, at: int, _chance: random.Random) -> str:
    first = min(at, len(word) - 2)
    return word[:first] + word[first + 1] + word[first] + word[first + 2 :]


def _hit_neighbour(word: str, at: int, chance: random.Random) -> str:
    row = next((row for row in _ROWS if fold(word[at]).lower() in row), None)
    if row is None:
        return _miss(word, at, chance)
    place = row.index(fold(word[at]).lower())
    return word[:at] + chance.choice(row[max(place - 1, 0) : place] + row[place + 1 : place + 2]) + word[at + 1 :]


_SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (_miss, _repeat, _swap, _hit_neighbour)
