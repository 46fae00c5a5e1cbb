"""Finds the act that a question on fines is about, among the provisions on whom and what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.data_files import data_file
from assistant.law_asking import LawQuestion, law_query
from assistant.law_days import PerDay
from assistant.law_traits import day_traits
from assistant.law_weights import Floats
from knowledge.law.acts import acts_in
from knowledge.law.amounts import fits, spans_of
from knowledge.law.focus import PenaltyFocus, penalty_focus
from knowledge.law.levels import levels_of, pick_level
from knowledge.law.subjects import DRIVER, OWNER, subject_of
from knowledge.law.targets import parse_targets
from knowledge.law.validity import holds
from knowledge.passages import Kind
from knowledge.provisions import Provision
from knowledge.retrieval.retriever import Retriever
from knowledge.retrieval.understanding import Query
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

_FOLLOWS = re.compile(r"^(thuc hien (cac )?hanh vi( vi pham)? quy dinh tai|ngoai viec bi)")  # a sanction, not an act
_CLEARLY = 0.05  # by how much more of the question's words a driver's act must hold than the owner's
_BEGINNING = 7  # words that an act must share with the law's words for it


class Acts:
    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._traits = PerDay(day_traits)

    def find(self, question: str, asked: LawQuestion) -> Provision | None:
        """The provision that is likest the question, those on its vehicle first; None where none is like it."""
        text = asked.text if question == asked.typed else question
        query = law_query(replace(asked.turn.query, text=text), question)
        focus = penalty_focus(question)
        named = names_act(question) or names_act(query.text)
        found = self._likeliest(query, focus, asked, named)
        if not found:
            return None
        act, id_ = _said_so(found, query.official)
        if focus.roles == (OWNER,) and (owners := self._by_reference(query, focus, asked, named, id_)) is not None:
            act, named = owners, True
        sure = named or self._is_sure(query, act, id_, focus)
        asked.turn.note("fines", candidates=[one.address for one, _ in found[:5]], act=act.address, sure=sure)
        return act if sure else None

    def _likeliest(
        self, query: Query, focus: PenaltyFocus, asked: LawQuestion, named: bool
    ) -> list[tuple[Provision, str]]:
        """Acts with the ids of their passages, likeliest first."""

        def weigh(passages: tuple[str, ...]) -> Floats:
            return self._traits.of(asked.shelf, asked.on, passages).weights(focus)

        meaning = 0.0 if named else float(data_file("law_deciding.yaml")["fines"]["meaning"])
        ranked = self._retriever.passages(query, 8, [Kind.PROVISION], weigh, meaning=meaning)
        found = [(asked.shelf.provisions[id_], id_) for id_, _ in ranked]
        return [(one, id_) for one, id_ in found if not _FOLLOWS.search(fold(one.text).lower())]

    def _by_reference(
        self, query: Query, focus: PenaltyFocus, asked: LawQuestion, named: bool, own: str
    ) -> Provision | None:
        """The owner's fine for having let a driver do it, where a driver's act is more like the question.

        "Giao phương tiện ... thực hiện hành vi vi phạm quy định tại khoản 7 Điều 20" names the act by its place only.
        """
        drivers = self._likeliest(query, replace(focus, roles=()), asked, named)
        if not drivers or subject_of(drivers[0][0]).role != DRIVER:
            return None
        act, passage = _said_so(drivers, query.official)
        said = replace(query, text=" ".join((query.text, *query.official)))
        if self._covered(said, passage) <= self._covered(said, own) + _CLEARLY:
            return None
        act = pick_level(asked.typed, levels_of(act, asked.shelf.article(act, asked.on))) or act
        owners = (one for one in asked.shelf.penal if subject_of(one).role == OWNER and holds(one, asked.on))
        return next((one for one in owners if "quy định tại" in one.text and _names(one, act)), None)

    def _covered(self, query: Query, passage: str) -> float:
        empty = data_file("law_routing.yaml")["fine_words"]
        words = " ".join(word for word in syllables(query.text) if word not in empty)
        return self._retriever.coverage(replace(query, text=words), passage)

    def _is_sure(self, query: Query, act: Provision, passage: str, focus: PenaltyFocus) -> bool:
        """An act that no list of people's words names must have its words in the provision, or be near it."""
        if fits(focus.amounts, spans_of(f"{act.lead} {act.text}")):
            return True  # its age, its delay
        known = bool(focus.vehicles or focus.roles)
        least = data_file("law_deciding.yaml")["fines"]["with_vehicle" if known else "without_vehicle"]
        covered = self._covered(query, passage)
        near = self._retriever.nearness(query, [Kind.PROVISION])
        if covered >= least["coverage"] and near >= least["nearness"]:
            return True
        # Whose fine is asked is known, and the law is nearer than any procedure.
        nearer = data_file("law_deciding.yaml")["fines"]["nearer"]
        procedures = self._retriever.procedures(query).similarity
        return known and near >= nearer["nearness"] and near - procedures >= nearer["by"]


def _names(owners: Provision, act: Provision) -> bool:
    """Whether an owner's clause names the act by its place."""
    if _FOLLOWS.search(fold(owners.text).lower()):
        return False
    targets = parse_targets(owners.text, owners.article, owners.clause)
    return any(
        (one.article, one.clause) == (act.article, act.clause) and one.point in (None, act.point) for one in targets
    )


def names_act(question: str) -> bool:
    return any(not act.topic for act in acts_in(question))


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
