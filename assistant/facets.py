"""Which part of a procedure is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from assistant.answers import Facet
from assistant.checking.figures import FigureKind, figures_in
from assistant.data_files import data_file
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables

_ENOUGH = 0.4  # a weaker sign names no facet
_SUM = 1.1  # a sum of money in the question, whatever else it says


@lru_cache(maxsize=1)
def _book() -> PhraseBook[tuple[tuple[Facet, float], ...]]:
    said: defaultdict[str, list[tuple[Facet, float]]] = defaultdict(list)
    for facet, phrases in data_file("facets.yaml").items():
        for phrase, weight in phrases.items():
            said[phrase].append((Facet(facet), float(weight)))
    return PhraseBook({phrase: tuple(pairs) for phrase, pairs in said.items()})


def asked_facets(text: str) -> list[Facet]:
    """Facets of a restored question, the surest first; empty if it names none."""
    weights: defaultdict[Facet, float] = defaultdict(float)
    if any(figure.kind is FigureKind.MONEY for figure in figures_in(text)):
        weights[Facet.FEE] = _SUM  # "nghe nói mất 115.000 đồng phải không?"
    for found in _book().find(syllables(text)):
        for facet, weight in found.value:
            weights[facet] = max(weights[facet], weight) + (0.1 if weights[facet] else 0.0)
    chosen = [facet for facet, weight in weights.items() if weight >= _ENOUGH]
    return sorted(chosen, key=lambda facet: -weights[facet])


def without_facet_words(words: Sequence[str]) -> list[str]:
    """The syllables of a question less those that only say which facet is asked."""
    kept = list(words)
    for found in reversed(_book().find(words)):
        if any(weight for _, weight in found.value):
            del kept[found.start : found.end]
    return kept
