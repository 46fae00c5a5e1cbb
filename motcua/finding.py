"""Search-as-you-type over procedures: by code, name, or a citizen's words, while the last word is still being typed.

Keywords alone, so that a keystroke costs milliseconds. A procedure is indexed by its name, the ways people say its
need (knowledge/data/needs), and, counting less, by what its record is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.passages import Kind, Passage
from knowledge.procedure_passages import ABOUT, NAME, NEED, field_group
from knowledge.retrieval.understanding import official_words
from knowledge.store.catalogue import Catalogue
from knowledge.text.fold import fold
from knowledge.text.syllables import bigrams, index_terms, syllables

Scores = npt.NDArray[np.float32]

_WEIGHTS = {NAME: 1.0, NEED: 0.7, ABOUT: 0.2}
_OFFICIAL = 0.35  # of the records' words for a citizen's words
_K1, _B = 0.9, 0.5
_MOST_ENDINGS = 300  # words that a half-typed one may become
_LONGEST = 200  # characters that are read
_CODE = re.compile(r"\d[\d.]+")


@dataclass(frozen=True, slots=True)
class Found:
    code: str
    name: str
    sector: str | None


class Finder:
    """Of one state of the catalogue."""

    def __init__(self, titles: Iterable[tuple[str, str, str | None]], passages: Iterable[Passage]) -> None:
        self._found = [Found(*title) for title in titles]
        number = {one.code: at for at, one in enumerate(self._found)}
        counts = _counts(passages, number)
        self._postings = _weighed(counts, len(self._found))
        self._words = sorted(term for term in self._postings if term.startswith("f:"))

    def find(self, typed: str, most: int = 12) -> list[Found]:
        """The best first; nothing for what fits no procedure."""
        text = " ".join(typed[:_LONGEST].split())
        if _CODE.fullmatch(text):
            return self._by_code(text)[:most]
        scores = np.zeros(len(self._found), np.float32)
        for term in index_terms(text):
            self._add(scores, term, 1.0)
        for term in index_terms(" . ".join(official_words(text))):
            self._add(scores, term, _OFFICIAL)
        if not typed.endswith(" "):
            self._add_endings(scores, text)
        best = np.argsort(-scores, kind="stable")[:most]
        return [self._found[at] for at in best if scores[at] > 0]

    def _by_code(self, typed: str) -> list[Found]:
        """Those that begin so first; dots may be left out."""
        digits = typed.replace(".", "")
        begins = [one for one in self._found if one.code.startswith(typed) or _digits(one).startswith(digits)]
        holds = [one for one in self._found if digits in _digits(one) and one not in begins]
        return begins + holds

    def _add(self, scores: Scores, term: str, weight: float) -> None:
        posting = self._postings.get(term)
        if posting is not None:
            scores[posting[0]] += weight * posting[1]

    def _add_endings(self, scores: Scores, text: str) -> None:
        """What the last syllable may become, alone and behind the one before it: the best of them counts."""
        folded = [fold(syllable) for syllable in syllables(text)]
        begun = [f"f:{term}" for term in (*folded[-1:], *bigrams(folded[-2:]))]
        for start in begun:
            best = np.zeros(len(scores), np.float32)
            first = bisect_left(self._words, start)
            for term in self._words[first : first + _MOST_ENDINGS]:
                if not term.startswith(start):
                    break
                if term != start:
                    numbers, weights = self._postings[term]
                    best[numbers] = np.maximum(best[numbers], weights)
            scores += best


@dataclass(slots=True)
class Finders:
    """The finder of the catalogue's present generation."""

    catalogue: Catalogue
    _generation: int = -1
    _finder: Finder | None = None

    def current(self) -> Finder:
        generation = self.catalogue.generation()
        if self._finder is None or generation != self._generation:
            self._finder = Finder(self.catalogue.titles(), self.catalogue.passages())
            self._generation = generation
        return self._finder


def _digits(one: Found) -> str:
    return one.code.replace(".", "")


def _counts(passages: Iterable[Passage], number: Mapping[str, int]) -> Mapping[int, Mapping[str, float]]:
    """Procedure -> term -> how often it says it, weighed by where."""
    counts: defaultdict[int, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for passage in passages:
        weight = _WEIGHTS.get(field_group(passage.field)) if passage.kind is Kind.PROCEDURE else None
        at = number.get(passage.document)
        if weight is not None and at is not None:
            for term in index_terms(passage.text):
                counts[at][term] += weight
    return counts


def _weighed(counts: Mapping[int, Mapping[str, float]], size: int) -> dict[str, tuple[npt.NDArray[np.int64], Scores]]:
    """BM25 of each term in each procedure."""
    lengths = {at: sum(terms.values()) for at, terms in counts.items()}
    mean = sum(lengths.values()) / max(1, len(lengths))
    rows: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, terms in counts.items():
        for term, count in terms.items():
            rows[term].append((at, count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * lengths[at] / mean))))
    return {
        term: (
            np.array([at for at, _ in row], np.int64),
            np.array([value for _, value in row], np.float32) * np.float32(np.log(1 + size / (0.5 + len(row)))),
        )
        for term, row in rows.items()
    }
