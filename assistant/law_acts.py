"""Finds the act that a question on fines is about, among the provisions on whom and what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.data_files import data_file
from assistant.law_asking import LawQuestion, law_query
from assistant.law_traits import FineTraits
from assistant.law_weights import Floats
from knowledge.law.acts import acts_in
from knowledge.law.amounts import fits, spans_of
from knowledge.law.focus import PenaltyFocus, penalty_focus
from knowledge.passages import Kind
from knowledge.provisions import Provision
from knowledge.retrieval.retriever import Retriever
from knowledge.retrieval.understanding import Query
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

_FOLLOWS = re.compile(r"^(thuc hien (cac )?hanh vi( vi pham)? quy dinh tai|ngoai viec bi)")  # a sanction, not an act
_BEGINNING = 7  # words that an act must share with the law's words for it


class Acts:
    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._traits = FineTraits()

    def find(self, question: str, asked: LawQuestion) -> Provision | None:
        """The provision that is likest the question, those on its vehicle first; None where none is like it."""
        focus, shelf = penalty_focus(question), asked.shelf

        def weigh(passages: tuple[str, ...]) -> Floats:
            return self._traits.of(shelf, passages, asked.on).weights(focus)

        text = asked.text if question == asked.typed else question
        query = law_query(replace(asked.turn.query, text=text), question)
        named = names_act(question) or names_act(query.text)
        meaning = 0.0 if named else float(data_file("law_deciding.yaml")["fines"]["meaning"])
        ranked = self._retriever.passages(query, 8, [Kind.PROVISION], weigh, meaning=meaning)
        found = [(shelf.provisions[id_], id_) for id_, _ in ranked]
        acts = [(one, id_) for one, id_ in found if not _FOLLOWS.search(fold(one.text).lower())]
        if not acts:
            return None
        act, id_ = _said_so(acts, query.official)
        sure = named or self._is_sure(query, act, id_, focus)
        asked.turn.note("fines", candidates=[one.address for one, _ in acts[:5]], sure=sure)
        return act if sure else None

    def _is_sure(self, query: Query, act: Provision, passage: str, focus: PenaltyFocus) -> bool:
        """An act that no list of people's words names must have its words in the provision, or be near it."""
        if fits(focus.amounts, spans_of(f"{act.lead} {act.text}")):
            return True  # its age, its delay
        known = bool(focus.vehicles or focus.roles)
        least = data_file("law_deciding.yaml")["fines"]["with_vehicle" if known else "without_vehicle"]
        empty = data_file("law_routing.yaml")["fine_words"]
        words = " ".join(word for word in syllables(query.text) if word not in empty)
        covered = self._retriever.coverage(replace(query, text=words), passage)
        near = self._retriever.nearness(query, [Kind.PROVISION])
        if covered >= least["coverage"] and near >= least["nearness"]:
            return True
        nearer = data_file("law_deciding.yaml")["fines"][
            "nearer"
        ]  # whose fine is asked is known, and the law is nearer
        procedures = self._retriever.procedures(query).similarity
        return known and near >= nearer["nearness"] and near - procedures >= nearer["by"]


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
