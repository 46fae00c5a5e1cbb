"""How much each provision counts as the answer to a question on a rule, the same for all questions of a day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from assistant.data_files import data_file
from assistant.law_shelf import Shelf
from knowledge.law.validity import holds
from knowledge.law.vehicles import is_penal
from knowledge.provisions import Provision
from knowledge.text.fold import fold

Floats = npt.NDArray[np.float32]

_AMENDS = re.compile(r"(sua doi|bo sung (diem|khoan|dieu|cum)|thay the (cum|mot)|bai bo)\b")
_NOT_NAMED = 0.5  # what is left to the other documents where the question names one


@dataclass(frozen=True, slots=True)
class DayWeights:
    """Weight and document of each passage, in the order of the passages."""

    each: Floats
    documents: npt.NDArray[np.str_]

    def weights(self, named: Collection[str]) -> Floats:
        """With less for the documents that the question doesn't name, where it names any."""
        if not named:
            return self.each
        return np.where(np.isin(self.documents, sorted(named)), self.each, self.each * np.float32(_NOT_NAMED))


def day_weights(shelf: Shelf, passages: tuple[str, ...], on: date) -> DayWeights:
    provisions = [shelf.provisions.get(passage) for passage in passages]
    each = np.array([_weight(provision, on) for provision in provisions], np.float32)
    documents = np.array([provision.document if provision else "" for provision in provisions], np.str_)
    return DayWeights(each, documents)


def _weight(provision: Provision | None, on: date) -> float:
    if provision is None or not holds(provision, on):
        return 0.0
    weights = data_file("law_deciding.yaml")["rules"]
    weight = 1.0
    if is_penal(provision.heading):  # says what breaking the rule costs, not the rule
        weight *= weights["penal"]
    if _AMENDS.match(fold(provision.text[:60]).lower()):  # its words stand in the document that it changes
        weight *= weights["amending"]
    if provision.article[0].isalpha():
        weight *= weights["annex"]
    return weight
