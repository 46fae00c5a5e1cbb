"""Answer, ask back or refuse: decided from what retrieval measured, with calibrated thresholds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.answers import Facet, Option
from assistant.conversation import content_words
from assistant.data_files import data_file
from assistant.facets import without_facet_words
from knowledge.needs import NO_NEED, Need, Siblings
from knowledge.retrieval.retriever import ProcedureRanking, Ranked
from knowledge.retrieval.titles import same_matter, telling_words
from knowledge.retrieval.understanding import Query
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables


class Verdict(Enum):
    ANSWER = "answer"
    ASK_BACK = "ask_back"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Decision:
    verdict: Verdict
    ask_back: float  # probability that the question does not tell which procedure is meant
    refuse: float  # probability that no procedure is meant

    @property
    def is_unsure(self) -> bool:
        """An answer that says so: the procedure may not be the one asked for."""
        return self.refuse >= float(data_file("deciding.yaml")["refuse"]["unsure_from"])

    def is_guess(self, ask: str | None) -> bool:
        """Whether options of no one family (nobody wrote a question that tells them apart) are rather not offered."""
        return ask is None and self.refuse >= float(data_file("deciding.yaml")["refuse"]["guess_from"])

    @property
    def leaves_open(self) -> bool:
        """In a conversation such a turn may go on with the one before."""
        return self.is_unsure or self.ask_back >= float(data_file("deciding.yaml")["ask_back"]["open_from"])


def decide(
    ranking: ProcedureRanking, query: Query, facets: Sequence[Facet], naming: float, siblings: Sequence[Siblings] = ()
) -> Decision:
    """`facets`: those that the question names; `naming`: 0-1, how much of it the best one's name and needs hold.

    Where the first two are of one family of `siblings`, a good question to ask with is at hand: less doubt suffices.
    """
    if not ranking.ranked or ranking.ranked[0].score <= 0:
        return Decision(Verdict.REFUSE, 0.0, 1.0)
    words = syllables(query.text)
    said = [*words, *(word for phrase in query.official for word in syllables(phrase))]
    measured = {
        "gap": _gap(ranking.ranked, 1),
        "third_gap": _gap(ranking.ranked, 2),
        "words": min(len(without_facet_words(words)), 20) / 10,
        "names_facet": float(any(facet is not Facet.OVERVIEW for facet in facets)),
        "similarity": (ranking.similarity - 0.9) * 10,
        "naming": naming,
        "content": min(len(content_words(query.text)), 10) / 10,
        "unsaid": unsaid(ranking.ranked, said),
    }
    data = data_file("deciding.yaml")
    refuse, ask_back = (_probability(data[name], measured) for name in ("refuse", "ask_back"))
    if refuse >= data["refuse"]["from"]:
        return Decision(Verdict.REFUSE, ask_back, refuse)
    first, limits = ranking.ranked[:2], data["ask_back"]
    is_open = ask_back >= limits["from"] or (ask_back >= limits["family_from"] and _group(first, siblings) is not None)
    unsure = is_open and not (len(first) > 1 and same_matter(*(one.name for one in first)))
    verdict = Verdict.ASK_BACK if unsure else Verdict.ANSWER
    return Decision(verdict, ask_back, refuse)


def unsaid(ranked: Sequence[Ranked], said: Sequence[str]) -> float:
    """0-1: how much of what sets the best title apart from the second the question leaves unsaid.

    0 for a title without words of its own, which says nothing that the question would have to say: "Đổi giấy phép lái
    xe" beside "Đổi giấy phép lái xe quân sự".
    """
    if len(ranked) < 2:
        return 0.0
    own = telling_words(ranked[0].name) - telling_words(ranked[1].name)
    return 1 - len(own & {fold(word) for word in said}) / len(own) if own else 0.0


def options_of(
    ranking: ProcedureRanking, needs: Mapping[str, Need], siblings: Sequence[Siblings]
) -> tuple[str | None, tuple[Option, ...]]:
    """The question to ask back with (None: a general one) and 2 to 5 procedures to choose from."""
    data = data_file("deciding.yaml")["options"]
    best = ranking.ranked[0]
    near = [one for one in ranking.ranked if one.score >= best.score * (1 - data["within"])]
    group = _group(near, siblings)
    if group is not None:
        chosen = [one for one in ranking.ranked if one.code in group.options][: data["most"]]
        if len(chosen) > 1:
            return group.ask, tuple(Option(one.code, one.name, group.options[one.code]) for one in chosen)
    chosen = (near if len(near) > 1 else list(ranking.ranked[:2]))[: data["most"]]
    return None, tuple(Option(one.code, one.name, needs.get(one.code, NO_NEED).label or one.name) for one in chosen)


def _group(near: Sequence[Ranked], siblings: Sequence[Siblings]) -> Siblings | None:
    """The smallest group that holds the best procedure and all other near ones of the first few."""
    codes = [one.code for one in near[:3]]
    for length in range(len(codes), 1, -1):
        fitting = [group for group in siblings if all(code in group.options for code in codes[:length])]
        if fitting:
            return min(fitting, key=lambda group: len(group.options))
    return None


def _gap(ranked: Sequence[Ranked], place: int) -> float:
    if len(ranked) <= place:
        return 1.0
    return (ranked[0].score - ranked[place].score) / ranked[0].score


def _probability(weights: Mapping[str, float], measured: Mapping[str, float]) -> float:
    total = weights["constant"] + sum(weights[name] * value for name, value in measured.items() if name in weights)
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
