"""What each provision punishes and whom, worked out once for a day and a state of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from assistant.data_files import data_file
from assistant.law_shelf import Shelf
from assistant.law_weights import Floats
from knowledge.law.focus import PenaltyFocus, Traits, penalty_documents, traits_of, weight
from knowledge.law.validity import holds
from knowledge.provisions import Provision


@dataclass(frozen=True, slots=True)
class DayTraits:
    """In the order of the passages: what a passage weighs that punishes nobody, and the traits of those that do."""

    fixed: Floats
    penal: tuple[tuple[int, Traits, float], ...]  # number of the passage, traits, factor for the day

    def weights(self, focus: PenaltyFocus) -> Floats:
        each = self.fixed.copy()
        for at, traits, factor in self.penal:
            each[at] = weight(traits, focus) * factor
        return each


def day_traits(shelf: Shelf, passages: tuple[str, ...], on: date) -> DayTraits:
    documents = penalty_documents(shelf.sources.provisions)
    fixed = np.zeros(len(passages), np.float32)
    penal: list[tuple[int, Traits, float]] = []
    for at, passage in enumerate(passages):
        provision = shelf.provisions.get(passage)
        factor = _in_force(provision, shelf, on) if provision else 0.0
        if provision is None or not factor:
            continue
        traits = traits_of(provision, documents)
        if traits.subject is None:
            fixed[at] = weight(traits, PenaltyFocus((), (), ())) * factor
        else:
            penal.append((at, traits, factor))
    return DayTraits(fixed, tuple(penal))


def _in_force(provision: Provision, shelf: Shelf, on: date) -> float:
    """1 on a day on which it holds; less before, where nothing stands in its place yet: its act is not punished yet."""
    if holds(provision, on):
        return 1.0
    later = provision.effective_on is not None and provision.effective_on > on
    if not later or any(one.address == provision.address for one in shelf.article(provision, on)):
        return 0.0
    return float(data_file("law_deciding.yaml")["fines"]["not_yet"])
