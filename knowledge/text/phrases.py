"""Finds known phrases in a question, by whole syllables, longest first; marks count where the question has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    phrase: str
    start: int  # index of the first syllable
    end: int  # one past the last
    value: Value


class PhraseBook(Generic[Value]):
    def __init__(self, entries: Mapping[str, Value] | Iterable[tuple[str, Value]]) -> None:
        pairs = entries.items() if isinstance(entries, Mapping) else entries
        self._book: dict[tuple[str, ...], tuple[str, Value]] = {}
        for phrase, value in pairs:
            self._book[tuple(syllables(phrase))] = (phrase, value)
        self._folded = {tuple(fold(s) for s in key): entry for key, entry in self._book.items()}
        # First syllable -> length of the longest phrase that begins so: most syllables begin none.
        self._reach: dict[str, int] = {}
        for key in (*self._book, *self._folded):
            self._reach[key[0]] = max(len(key), self._reach.get(key[0], 0))

    def find(self, words: Sequence[str], overlapping: bool = False) -> list[Found[Value]]:
        """Matches from left to right. In phrases a syllable typed without marks may stand for any marks, one with marks
        not; alone it stands for itself only ("gia" is more often a part of "gia hạn" than "giá")."""
        found: list[Found[Value]] = []
        at = 0
        while at < len(words):
            step = 1
            for length in range(min(self._reach.get(words[at], 0), len(words) - at), 0, -1):
                entry = self._entry(words[at : at + length])
                if entry is not None:
                    found.append(Found(entry[0], at, at + length, entry[1]))
                    step = 1 if overlapping else length
                    break
            at += step
        return found

    def _entry(self, words: Sequence[str]) -> tuple[str, Value] | None:
        exact = self._book.get(tuple(words))
        if exact is not None or len(words) == 1 or any(fold(word) != word for word in words):
            return exact
        return self._folded.get(tuple(words))
