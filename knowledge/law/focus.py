"""Questions on fines: which passages count, by the vehicle in the question and the headings of the articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.law.acts import acts_in
from knowledge.law.vehicles import VehicleClass, articles_for, is_penal, vehicles_in
from knowledge.passages import Passage
from knowledge.provisions import Provision
from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped

_SANCTION = re.compile(r"\b(thuc hien (cac )?hanh vi( vi pham)? quy dinh tai|ngoai viec bi)\b")


@dataclass(frozen=True, slots=True)
class PenaltyFocus:
    """Where a question on fines looks."""

    documents: frozenset[str]  # those with articles "Xử phạt ..."
    penal: frozenset[tuple[str, str]]  # (document, article): all articles "Xử phạt ..."
    nearness: Mapping[tuple[str, str], int]  # (document, article) -> 2, 1, 0, see `articles_for`
    vehicles: tuple[VehicleClass, ...]


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(re.escape(words) for words in shipped("law_focus.yaml")[name]) + r")\b")


def asks_penalty(question: str) -> bool:
    """Whether the question is on a fine: it says so, or names an act (and a vehicle) and asks for no rule."""
    folded = fold(question).lower()
    if _words("asks").search(folded):
        return True
    if not any(not act.topic for act in acts_in(question)) or _words("asks_a_rule").search(folded):
        return False
    return bool(_words("asks_with_an_act").search(folded)) or bool(vehicles_in(question))


def penalty_documents(provisions: Iterable[Provision]) -> frozenset[str]:
    """Documents with at least three articles headed "Xử phạt ..."."""
    headed = {(one.document, one.article) for one in provisions if is_penal(one.heading)}
    counts = Counter(document for document, _ in headed)
    return frozenset(document for document, count in counts.items() if count >= 3)


def penalty_focus(question: str, provisions: Iterable[Provision]) -> PenaltyFocus:
    """The focus of a question on fines; `provisions` are those in force on its day."""
    held = list(provisions)
    documents = penalty_documents(held)
    vehicles = vehicles_in(question)
    nearness: dict[tuple[str, str], int] = {}
    for document in documents:
        for vehicle in vehicles:
            for article, near in articles_for(vehicle, held, document).items():
                nearness[document, article] = max(near, nearness.get((document, article), 0))
    penal = {(one.document, one.article) for one in held if one.document in documents and is_penal(one.heading)}
    return PenaltyFocus(documents, frozenset(penal), nearness, vehicles)


def weight(passage: Passage, focus: PenaltyFocus) -> float:
    """The factor for the passage's keyword score."""
    factors: Mapping[str, float] = shipped("law_focus.yaml")["factors"]
    if passage.document not in focus.documents:
        return factors["other_document"]
    place = (passage.document, (passage.field or "").split(".")[0].removeprefix("d"))
    if place not in focus.penal:
        return factors["not_an_act"]
    near = focus.nearness.get(place, -1) if focus.vehicles else 0
    factor = factors[("everyone", "wider", "named", "another")[near]]
    return factor * (factors["sanction"] if _is_sanction(passage.text) else 1.0)


@lru_cache(maxsize=16384)
def _is_sanction(text: str) -> bool:
    return bool(_SANCTION.search(fold(text).lower()))
