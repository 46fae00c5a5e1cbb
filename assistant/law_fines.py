"""Questions on fines: the act in the articles on the vehicle, its degrees, several acts at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.answers import Option, Reason
from assistant.conversation import VEHICLE_OPTION
from assistant.data_files import data_file
from assistant.law_answers import answer_provision
from assistant.law_asking import LawQuestion, law_query
from assistant.law_citations import dong
from assistant.law_references import unknown_document
from assistant.law_reply import LawReply
from assistant.law_sources import LawAnswer
from assistant.law_weights import Floats
from assistant.messages import message
from assistant.penalty_answers import answer_levels, answer_penalty, answer_total
from knowledge.law.acts import acts_in, one_by_one
from knowledge.law.focus import PenaltyFocus, asks_penalty, penalty_focus, weight
from knowledge.law.levels import levels_of, pick_level
from knowledge.law.penalties import Penalty, penalty_of
from knowledge.law.resolving import Found
from knowledge.law.several_acts import total_of
from knowledge.law.validity import holds
from knowledge.law.vehicles import classes_of_heading, vehicle_classes
from knowledge.passages import Kind
from knowledge.provisions import Provision
from knowledge.retrieval.retriever import Retriever
from knowledge.retrieval.understanding import Query
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

_FOLLOWS = re.compile(r"^(thuc hien (cac )?hanh vi( vi pham)? quy dinh tai|ngoai viec bi)")  # a sanction, not an act
_BEGINNING = 7  # words that an act must share with the law's words for it


class Fines:
    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def answer(self, asked: LawQuestion) -> LawReply | None:
        """None where no fine is asked, or no act in the sources is like the one asked."""
        if not (asks_penalty(asked.text) or asks_penalty(asked.typed)) or asked.says("record"):
            return None
        held = tuple(one for one in asked.shelf.penal if holds(one, asked.on))
        if not held:
            return LawReply(LawAnswer(message("date_not_covered"), ()), Reason.DATE_NOT_COVERED, "penalty")
        if (unknown := unknown_document(asked)) is not None:
            return unknown
        questions = one_by_one(asked.typed)
        acts = [self._act(question, asked, held) for question in questions]
        if len(acts) > 1 and all(act is not None and _is_fined(act, asked) for act in acts):
            return self._total([act for act in acts if act is not None], questions, asked)
        act = self._act(asked.typed, asked, held) if len(acts) > 1 else acts[0]
        if act is None:
            return None
        if not _is_fined(act, asked):
            found = Found(asked.shelf.documents[act.document], (act,), ())
            return LawReply(answer_provision(found, asked.shelf.sources), Reason.PROVISION, "penalty")
        focus = penalty_focus(asked.typed, held)
        options = () if focus.vehicles else _by_vehicle(act, asked, focus)
        if len(options) > 1:
            text = "\n".join([message("which_vehicle"), *(f"{n}. {o.label}" for n, o in enumerate(options, start=1))])
            return LawReply(LawAnswer(text, ()), Reason.WHICH_VEHICLE, "penalty", options)
        return _one(act, asked)

    def _act(self, question: str, asked: LawQuestion, held: Sequence[Provision]) -> Provision | None:
        """The provision that is likest the question, those on its vehicle first."""
        focus, shelf = penalty_focus(question, held), asked.shelf

        def weigh(passages: tuple[str, ...]) -> Floats:
            return np.array([_weight(passage, focus, asked) for passage in passages], np.float32)

        text = asked.text if question == asked.typed else question
        query = law_query(replace(asked.turn.query, text=text), question)
        ranked = self._retriever.passages(query, 8, [Kind.PROVISION], weigh, meaning=0.0)
        found = [(shelf.provisions[id_], id_) for id_, _ in ranked]
        acts = [(one, id_) for one, id_ in found if not _FOLLOWS.search(fold(one.text).lower())]
        if not acts:
            return None
        act, id_ = _said_so(acts, query.official)
        sure = self._is_sure(query, question, id_, bool(focus.vehicles))
        asked.turn.note("fines", candidates=[one.address for one, _ in acts[:5]], sure=sure)
        return act if sure else None

    def _is_sure(self, query: Query, question: str, passage: str, names_vehicle: bool) -> bool:
        """An act that people's words for acts name is in the law; another must have its words in the provision."""
        if any(not act.topic for text in (question, query.text) for act in acts_in(text)):
            return True
        least = data_file("law_deciding.yaml")["fines"]["with_vehicle" if names_vehicle else "without_vehicle"]
        empty = data_file("law_routing.yaml")["fine_words"]
        words = " ".join(word for word in syllables(query.text) if word not in empty)
        covered = self._retriever.coverage(replace(query, text=words), passage)
        near = self._retriever.nearness(query, [Kind.PROVISION])
        return bool(covered >= least["coverage"] and near >= least["nearness"])

    def _total(self, acts: Sequence[Provision], questions: Sequence[str], asked: LawQuestion) -> LawReply:
        penalties = [
            _penalty(_level(act, text, asked) or act, asked) for act, text in zip(acts, questions, strict=True)
        ]
        held = tuple(one for one in asked.shelf.penal if holds(one, asked.on))
        total = total_of(penalties, held)
        if total.minimum is None or total.maximum is None:
            return _one(acts[0], asked)
        sums = (f"{dong(total.minimum)} đồng, {dong(total.maximum)} đồng",)
        return LawReply(answer_total(total, asked.shelf.sources), Reason.PROVISION, "penalty", sums=sums)


def _weight(passage: str, focus: PenaltyFocus, asked: LawQuestion) -> float:
    provision = asked.shelf.provisions.get(passage)
    if provision is None or not holds(provision, asked.on):
        return 0.0
    return weight(asked.shelf.passages[passage], focus)


def _said_so(acts: Sequence[tuple[Provision, str]], law: Sequence[str]) -> tuple[Provision, str]:
    """The first act of the likeliest article that begins with the law's own words for what is asked; else the first."""
    starts = [tuple(fold(words).lower().split()[:_BEGINNING]) for words in law]
    first = acts[0][0]
    said = " ".join(fold(first.text).lower().split())
    if any(len(start) >= _BEGINNING and " ".join(start) in said for start in starts):
        return acts[0]  # the likeliest says so itself, further on: "Phạt cảnh cáo đối với ... chở trẻ em ..."
    for act, id_ in [pair for pair in acts if (pair[0].document, pair[0].article) == (first.document, first.article)]:
        words = tuple(fold(act.text).lower().split())
        if any(len(start) >= _BEGINNING and words[: len(start)] == start for start in starts):
            return act, id_
    return acts[0]


def _penalty(act: Provision, asked: LawQuestion) -> Penalty:
    return penalty_of(act, asked.shelf.article(act, asked.on))


def _is_fined(act: Provision, asked: LawQuestion) -> bool:
    return _penalty(act, asked).fined


def _level(act: Provision, question: str, asked: LawQuestion) -> Provision | None:
    """The degree that the question means; the act itself where there are none; None where the question doesn't say."""
    levels = levels_of(act, asked.shelf.article(act, asked.on))
    return act if len(levels) == 1 else pick_level(question, levels)


def _one(act: Provision, asked: LawQuestion) -> LawReply:
    sources = asked.shelf.sources
    chosen = _level(act, asked.typed, asked)
    if chosen is not None:
        return LawReply(answer_penalty(_penalty(chosen, asked), sources), Reason.PROVISION, "penalty")
    levels = [_penalty(one, asked) for one in levels_of(act, asked.shelf.article(act, asked.on))]
    return LawReply(answer_levels(levels, sources), Reason.PROVISION, "penalty")


def _by_vehicle(act: Provision, asked: LawQuestion, focus: PenaltyFocus) -> tuple[Option, ...]:
    """A choice for each kind of vehicle whose own article has the same act, where the fines differ."""
    if not classes_of_heading(act.heading):
        return ()
    options: dict[str, Option] = {}
    fines: set[tuple[int | None, int | None]] = set()
    for key in sorted(focus.penal):
        members = [one for one in asked.shelf.articles[key] if holds(one, asked.on)]
        classes = classes_of_heading(members[0].heading) if members and key[0] == act.document else frozenset()
        same = max(members, key=lambda one: _alike(one, act)) if classes else None
        if same is None or _alike(same, act) < data_file("law_deciding.yaml")["fines"]["same_act"]:
            continue
        vehicle = next(one for one in vehicle_classes().values() if one.id in classes)
        penalty = _penalty(same, asked)
        fines.add((penalty.minimum, penalty.maximum))
        options.setdefault(vehicle.id, Option(f"{VEHICLE_OPTION}:{vehicle.id}", vehicle.name, vehicle.name))
    order = list(vehicle_classes())
    chosen = sorted(options.values(), key=lambda option: order.index(option.code.partition(":")[2]))
    return tuple(chosen[:5]) if len(fines) > 1 else ()


def _alike(one: Provision, other: Provision) -> float:
    """0-1: how many words of both acts are the same."""
    if not one.point:
        return 0.0
    mine, theirs = (frozenset(fold(act.text).lower().split()) for act in (one, other))
    return len(mine & theirs) / len(mine | theirs)
