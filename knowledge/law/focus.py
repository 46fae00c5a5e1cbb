"""Questions on fines: which provisions count, by whom and what vehicle the question and the provisions name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.law.acts import acts_in
from knowledge.law.amounts import Amount, amounts_in, fits, spans_of
from knowledge.law.levels import Span
from knowledge.law.subjects import DRIVER, Subject, roles, roles_in, subject_of
from knowledge.law.vehicles import VehicleClass, is_penal, vehicles_in
from knowledge.provisions import Provision
from knowledge.text.clean import nfc
from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped

_SANCTION = re.compile(r"\b(thuc hien (cac )?hanh vi( vi pham)? quy dinh tai|ngoai viec bi)\b")
_CAUSES_ACCIDENT = "gay tai nan"
# What a provision on the cost of an act speaks of.
_PENAL = re.compile(r"\b(phat|xu ly|tuoc|tich thu|tru diem|bi tru)\b")


@dataclass(frozen=True, slots=True)
class PenaltyFocus:
    """Whom and what a question on fines names."""

    vehicles: tuple[VehicleClass, ...]
    roles: tuple[str, ...]  # see `roles_in`; empty: the driver
    amounts: tuple[Amount, ...]
    accident: bool = False


@dataclass(frozen=True, slots=True)
class Traits:
    """What a provision says of whom it punishes."""

    kind: str  # "act", "sanction", "not_an_act", "other_document": factors of law_focus.yaml
    subject: Subject | None = None  # None where it punishes nobody
    spans: tuple[Span, ...] = ()
    accident: bool = False  # the act is punished for the accident that it causes


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(re.escape(words) for words in shipped("law_focus.yaml")[name]) + r")\b")


def says_penalty(question: str) -> bool:
    """Whether the question says that it is on a fine: "bị phạt bao nhiêu"."""
    folded = _folded(question)
    return _words("not_a_fine").search(folded) is None and _words("says").search(folded) is not None


def speaks_of_penalty(provision: Provision) -> bool:
    """Whether a provision can say what an act costs."""
    return _PENAL.search(fold(f"{provision.heading} {provision.lead} {provision.text}").lower()) is not None


def asks_penalty(question: str) -> bool:
    """Whether the question is on a fine: it says so, or names an act (and a vehicle) and asks for no rule."""
    folded = _folded(question)
    if _words("not_a_fine").search(folded):
        return False
    if _words("asks").search(folded):
        return True
    if not any(not act.topic for act in acts_in(question)) or _words("asks_a_rule").search(folded):
        return False
    return bool(_words("asks_with_an_act").search(folded)) or bool(vehicles_in(question))


def _folded(question: str) -> str:
    """Without the words that are a fine only where their marks are lost: "phát hiện"."""
    marked = re.sub(r"\bphát\b", " ", nfc(question), flags=re.IGNORECASE)
    return _words("other_words").sub(" ", fold(marked).lower())


def asks_more(question: str) -> bool:
    """Whether a turn asks what else an act costs: points, a suspension, the vehicle itself."""
    folded = _folded(question)
    if _words("asks_a_rule").search(folded):
        return False
    return bool(_words("asks").search(folded) or _words("asks_with_an_act").search(folded))


def penalty_documents(provisions: Iterable[Provision]) -> frozenset[str]:
    """Documents with at least three articles headed "Xử phạt ..."."""
    headed = {(one.document, one.article) for one in provisions if is_penal(one.heading)}
    counts = Counter(document for document, _ in headed)
    return frozenset(document for document, count in counts.items() if count >= 3)


def penalty_focus(question: str) -> PenaltyFocus:
    """What the question says of the act's doer."""
    vehicles = tuple(one for one in vehicles_in(question) if one.id not in roles())
    accident = bool(_words("accident").search(_folded(question)))
    return PenaltyFocus(vehicles, roles_in(question), amounts_in(question), accident)


def traits_of(provision: Provision, documents: Collection[str]) -> Traits:
    """`documents`: those on fines."""
    if provision.document not in documents:
        return Traits("other_document")
    if not is_penal(provision.heading):
        return Traits("not_an_act")
    folded = fold(provision.text).lower()
    spans = spans_of(f"{provision.lead} {provision.text}")
    kind = "sanction" if _SANCTION.search(folded) else "act"
    return Traits(kind, subject_of(provision), spans, _CAUSES_ACCIDENT in folded)


def weight(traits: Traits, focus: PenaltyFocus) -> float:
    """The factor for the keyword score of a provision's passage."""
    factors: Mapping[str, float] = shipped("law_focus.yaml")["factors"]
    subject = traits.subject
    if subject is None:
        return factors[traits.kind]
    factor = factors[_nearness(subject, focus.vehicles)] * _role_factor(subject.role, focus.roles, factors)
    within = fits(focus.amounts, traits.spans)
    if within is not None:
        factor *= factors["fits" if within else "misses"]
    if traits.accident and not focus.accident:
        factor *= factors["unasked_accident"]
    return factor * factors[traits.kind]


def _nearness(subject: Subject, vehicles: Sequence[VehicleClass]) -> str:
    """Whether the provision names one of the vehicles, a wider class, none at all, or others only."""
    if not vehicles or not subject.vehicles:
        return "everyone"
    if any(vehicle.id in subject.vehicles for vehicle in vehicles):
        return "named"
    return "wider" if any(subject.vehicles & set(vehicle.also) for vehicle in vehicles) else "another"


def _role_factor(role: str, asked: Sequence[str], factors: Mapping[str, float]) -> float:
    if asked:
        return factors["own_role" if role in asked else "other_role"]
    return 1.0 if role == DRIVER else factors["unasked_role"]
