"""What sets near titles apart: of "Đổi giấy phép lái xe" and "Đổi giấy phép lái xe quân sự" the plain one is meant
unless the question says more."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped
from knowledge.text.syllables import bigrams, syllables


def telling_words(title: str) -> frozenset[str]:
    """Folded words of a title that tell its matter, not who handles it."""
    return frozenset(fold(word) for word in syllables(title)) - _empty()


def same_matter(one: str, other: str) -> bool:
    """Whether two titles differ only in who handles the matter (xã, tỉnh, bộ), or on the network or not.

    By their words with marks: without them "cấp lại ... sát hạch lái xe" is "cấp ... sát hạch lái xe".
    """
    first, second = ({word for word in syllables(title) if fold(word) not in _empty()} for title in (one, other))
    return first == second


class TitleWords:
    """Words and pairs of words of all titles, each with its weight: the rarer among titles, the heavier."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._terms = [telling_words(title) | _pairs(title) for title in titles]
        spread = Counter(term for terms in self._terms for term in terms)
        self._weight = {term: math.log(1 + len(titles) / (1 + count)) for term, count in spread.items()}

    @cached_property
    def _whole(self) -> npt.NDArray[np.float32]:
        return np.array([self._sum(terms) for terms in self._terms], np.float32)

    @cached_property
    def _holders(self) -> Mapping[str, Sequence[int]]:
        """Term -> the numbers of the titles that have it."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for at, terms in enumerate(self._terms):
            for term in terms:
                holders[term].append(at)
        return holders

    def likeness(self, one: int) -> npt.NDArray[np.float32]:
        """0-1 for each title: how much of its weight and of that of title number `one` they share."""
        shared = np.zeros(len(self._terms), np.float32)
        for term in self._terms[one]:
            shared[self._holders[term]] += self._weight[term]
        return np.asarray(shared / np.maximum(self._whole[one] + self._whole - shared, 1e-9), np.float32)

    def _sum(self, terms: Iterable[str]) -> float:
        return sum(self._weight[term] for term in terms)

    def unsaid(self, near: Sequence[int], said: Iterable[str]) -> npt.NDArray[np.float32]:
        """0-1 for each of the near titles (by number): how much of what sets them apart it has and nobody said.

        `said`: the question, and the records' words for its own.
        """
        texts = tuple(said)
        spoken = {fold(word) for text in texts for word in syllables(text)} | {
            p for text in texts for p in _pairs(text)
        }
        terms = [self._terms[at] for at in near]
        shared = frozenset.intersection(*terms)
        whole = self._sum(frozenset.union(*terms) - shared)
        extra = [self._sum(term for term in own - shared if term not in spoken) for own in terms]
        return np.array(extra, np.float32) / np.float32(whole or 1.0)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(bigrams([fold(word) for word in syllables(text)]))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(shipped("title_words.yaml")["empty"])
