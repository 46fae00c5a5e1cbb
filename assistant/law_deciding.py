"""Whether the law answers a question better than the catalogue of procedures does."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.data_files import data_file
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables


@dataclass(frozen=True, slots=True)
class Measured:
    """Cosines and coverages (0-1) of the best provision and the best procedure; the question's own words."""

    law: float
    law_coverage: float
    procedure: float
    procedure_coverage: float
    text: str
    names_document: bool

    def features(self) -> Mapping[str, float]:
        words = syllables(self.text)
        return {
            "law": (self.law - 0.9) * 10,
            "nearer": (self.law - self.procedure) * 10,
            "coverage": self.law_coverage,
            "covers_more": self.law_coverage - self.procedure_coverage,
            "rule_words": min(len(_book("rule_words").find(words)), 2),
            "procedure_words": min(len(_book("procedure_words").find(words)), 2),
            "document": float(self.names_document),
        }


def law_answers(measured: Measured) -> tuple[float, bool]:
    """The probability that the law is asked, and whether it suffices to answer from it."""
    weights = data_file("law_deciding.yaml")["rules"]["weights"]
    total = weights["constant"] + sum(weights[name] * value for name, value in measured.features().items())
    probability = 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
    return probability, probability >= data_file("law_deciding.yaml")["rules"]["from"]


@lru_cache(maxsize=4)
def _book(name: str) -> PhraseBook[int]:
    return PhraseBook(dict.fromkeys(data_file("law_routing.yaml")[name], 1))
