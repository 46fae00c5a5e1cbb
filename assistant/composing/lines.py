"""Fits lines copied from a record into the room of a short answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.clues import word_weights
from assistant.composing.compaction import without_repeats
from assistant.composing.sentences import shortened
from knowledge.text.fold import fold
from knowledge.text.syllables import bigrams, syllables

_MARKS = 3  # "- " and the line break
_SHORTEST = 90  # characters that a line keeps at least


def fitted(lines: Sequence[str], question: Sequence[str], room: int) -> tuple[list[str], int]:
    """Lines of at most `room` characters in all, in their own order, and how many had to stay out.

    Long lines are cut first; where not all fit even so, those that share words with the question go first.
    """
    unique = list(dict.fromkeys(lines))
    if sum(map(len, unique)) > room:
        unique = without_repeats(unique)
    longest = max(_SHORTEST, room // max(1, len(unique)))
    spare = room - sum(min(len(line), longest) for line in unique)
    short = [shortened(line, (), max(longest, min(len(line), longest + max(0, spare)))) for line in unique]
    terms = [_terms(syllables(line)) for line in unique]
    weights = word_weights(_terms(question), terms)
    needs = [
        sum(weights[term] for term in own if term in weights) / (60 + len(line))
        for own, line in zip(terms, short, strict=True)
    ]
    by_need = sorted(range(len(short)), key=lambda at: (-needs[at], at))
    order = range(len(short)) if sum(map(len, short)) <= room else by_need
    kept: list[int] = []
    for at in order:
        if not kept or sum(len(short[other]) + _MARKS for other in kept) + len(short[at]) <= room:
            kept.append(at)
    return [short[at] for at in sorted(kept)], len(short) - len(kept)


def _terms(words: Sequence[str]) -> set[str]:
    return set(bigrams([fold(word) for word in words]))
