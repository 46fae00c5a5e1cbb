"""Syllables and index terms.

Vietnamese writes every syllable apart, so a word is often two of them; folded bigrams stand for words and need no
segmenter (measured: segmentation gains nothing and costs 14-20 ms a document).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from knowledge.text.clean import nfc
from knowledge.text.fold import fold
from knowledge.text.tones import modern_tone

# A word, or a code such as 3.000347, 158/2024/NĐ-CP, KQ.G04.000504.
_WORD = re.compile(r"\w+(?:[./-]\w+)*")


def syllables(text: str) -> list[str]:
    """Lower-case syllables, numbers and codes, in order, without punctuation."""
    return [modern_tone(word) for word in _WORD.findall(nfc(text).lower())]


def bigrams(items: Sequence[str]) -> list[str]:
    return [f"{first}_{second}" for first, second in itertools.pairwise(items)]


def index_terms(text: str) -> list[str]:
    """What the keyword index sees: accented syllables, folded syllables and folded bigrams.

    Folded terms carry the prefix `f:`, so that "ma" typed without marks and a document's own "ma" stay two terms.
    """
    plain = syllables(text)
    folded = [fold(syllable) for syllable in plain]
    return plain + [f"f:{term}" for term in folded] + [f"f:{pair}" for pair in bigrams(folded)]
