"""Cuts letters that were written without blanks ("boquahuongdan") into words."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.screening.vocabulary import screens
from knowledge.text.fold import fold

# A written Vietnamese syllable without its marks: onset, nucleus, coda.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?"
    r"(?:uyeu|oai|oay|oeo|ieu|yeu|uoi|uou|uay|uya|uye|uyu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye"
    r"|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_LONGEST = 12


def is_syllable(word: str) -> bool:
    """Whether the word, with or without marks, has the shape of a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(fold(word)) is not None


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(fold(word) for word in screens().words if len(word) > 1)


def segment(letters: str) -> tuple[str, ...]:
    """The cut with the fewest and best-known words; folded letters in, folded words out."""
    known = _known()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        best.append(
            min(
                (best[start][0] + _cost(letters[start:end], known), start)
                for start in range(max(0, end - _LONGEST), end)
            )
        )
    words: list[str] = []
    end = len(letters)
    while end:
        start = best[end][1]
        words.append(letters[start:end])
        end = start
    return tuple(reversed(words))


def _cost(word: str, known: frozenset[str]) -> float:
    if word in known:
        return 1.0
    return 1.6 if is_syllable(word) and len(word) > 1 else 2.0 * len(word)
