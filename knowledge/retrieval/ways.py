"""The way of handing in, on the network or in person: in titles, which it sometimes sets apart, and in questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from knowledge.text.lexicon import shipped
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables


@lru_cache(maxsize=2)
def _book(kind: str) -> PhraseBook[str]:
    return PhraseBook({phrase: way for way, words in shipped("ways.yaml").items() for phrase in words[kind]})


def asked_ways(question: str) -> frozenset[str]:
    return frozenset(found.value for found in _book("said").find(syllables(question)))


def without_other_ways(question: str, asked: frozenset[str]) -> str:
    """The question less the words that name ways of handing in, where others are asked for."""
    words = syllables(question)
    other = [found for found in _book("said").find(words) if found.value not in asked] if asked else []
    cut = {at for found in other for at in range(found.start, found.end)}
    return " ".join(word for at, word in enumerate(words) if at not in cut) if cut else question


class TitleWays:
    """The ways that many titles name, compared with a question's at once."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles

    @cached_property
    def _named(self) -> list[frozenset[str]]:
        """Worked out for the first question that names a way: few do."""
        return [frozenset(found.value for found in _book("title").find(syllables(title))) for title in self._titles]

    def agreement(self, asked: frozenset[str]) -> npt.NDArray[np.float32]:
        """1 a title that names a way asked for, -1 one that names only others, 0 where one of them names none."""
        if not asked:
            return np.zeros(len(self._titles), np.float32)
        return np.array([(1 if named & asked else -1) if named else 0 for named in self._named], np.float32)
