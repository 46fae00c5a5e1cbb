"""Whether the law answers a question better than the catalogue of procedures does."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers import Facet
from assistant.data_files import data_file
from assistant.law_patterns import matches
from knowledge.text.fold import fold
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables

# Facets that the law rarely states and records always do.
_OF_RECORDS = frozenset(
    {
        Facet.DOCUMENTS,
        Facet.FEE,
        Facet.PLACE,
        Facet.STEPS,
        Facet.ONLINE,
        Facet.FORM,
        Facet.DURATION,
        Facet.RESULT,
        Facet.LEGAL_BASIS,
        Facet.OVERVIEW,
    }
)
_AMOUNT = re.compile(r"\b(bao nhieu|may|bao lau)\b")


@dataclass(frozen=True, slots=True)
class Measured:
    """Cosines and coverages (0-1) of the best provision and the best procedure; the question's own words."""

    law: float
    law_coverage: float
    procedure: float
    procedure_coverage: float
    text: str
    facets: Sequence[Facet]
    provision: str  # words of the best provision
    names_document: bool = False  # the question names a legal document
    states_amount: bool = False  # the provision states an amount in the unit that is asked for

    def features(self) -> Mapping[str, float]:
        words = syllables(self.text)
        asks_amount = bool(_AMOUNT.search(fold(self.text).lower()))
        return {
            "law": (self.law - 0.9) * 10,
            "nearer": (self.law - self.procedure) * 10,
            "coverage": self.law_coverage,
            "covers_more": self.law_coverage - self.procedure_coverage,
            "rule_words": min(len(_book("rule_words").find(words)), 2),
            "procedure_words": min(len(_book("procedure_words").find(words)), 2),
            "facet_of_records": float(any(facet in _OF_RECORDS for facet in self.facets)),
            "names_document": float(self.names_document),
            "no_figure": float(asks_amount and not re.search(r"\d", self.provision)),
            "own_deadline": float(self._asks_own_deadline()),
            "legal_basis": float(Facet.LEGAL_BASIS in self.facets),
            "asks_nothing": float(not matches("asking", self.text)),
            "former_paper": float(self._is_on_a_former_paper()),
            "points": float(self._is_on_points()),
        }

    def _asks_own_deadline(self) -> bool:
        """By when the citizen must do something, which the law says; how long an office takes is in the record."""
        least = data_file("law_deciding.yaml")["rules"]["deadline_coverage"]
        nearer = self.law > self.procedure and self.law_coverage >= least
        return self.states_amount and nearer and matches("own_deadline", self.text)

    def _is_on_points(self) -> bool:
        """Points of a licence, in both; the test that gives them back is applied for."""
        asked = matches("points", self.text) and not matches("points_test", self.text)
        return asked and matches("points", self.provision)

    def _is_on_a_former_paper(self) -> bool:
        """Whether a paper issued before still holds, and the provision is on such papers."""
        asked = matches("former", self.text) and matches("still", self.text)
        return asked and matches("transitional", self.provision)


def law_answers(measured: Measured) -> tuple[float, bool]:
    """The probability that the law is asked, and whether it suffices to answer from it."""
    rules = data_file("law_deciding.yaml")["rules"]
    weights = rules["weights"]
    total = weights["constant"] + sum(weights[name] * value for name, value in measured.features().items())
    probability = 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
    near = measured.law >= rules["least_nearness"] and measured.law_coverage >= rules["least_coverage"]
    return probability, near and probability >= rules["from"]


@lru_cache(maxsize=4)
def _book(name: str) -> PhraseBook[int]:
    return PhraseBook(dict.fromkeys(data_file("law_routing.yaml")[name], 1))
