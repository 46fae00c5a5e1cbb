"""The scores of every procedure for one question, before they are weighed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.indexes.keywords import Keywords
from knowledge.indexes.vectors import Neighbour
from knowledge.law.amounts import amounts_in
from knowledge.passages import Kind
from knowledge.procedure_passages import ABOUT, NAME, field_group
from knowledge.retrieval.actions import TitleActions, asked_actions
from knowledge.retrieval.bounds import TitleBounds
from knowledge.retrieval.titles import TitleWords
from knowledge.retrieval.understanding import Query
from knowledge.retrieval.ways import TitleWays, asked_ways
from knowledge.retrieval.weights import Weights
from knowledge.text.fold import fold
from knowledge.text.syllables import index_terms

Scores = npt.NDArray[np.float32]

_BODY = frozenset({"steps", "documents", "methods", "conditions", "results", "agencies"})


@dataclass(frozen=True, slots=True)
class ProcedureScores:
    """One array a score, over `codes`; each 0-1 within the question (action, way, bound: -1 to 1)."""

    passage: Scores
    record: Scores
    name: Scores
    official: Scores
    nearest: Scores
    about: Scores
    action: Scores
    way: Scores
    bound: Scores

    def total(self, weights: Weights, confidence: float) -> Scores:
        """The weighed sum; dense scores count less where the reading of the question is unsure."""
        trust = weights.least_confidence + (1 - weights.least_confidence) * confidence
        each = weights.procedures
        total: Scores = (
            each.passage * self.passage
            + each.record * self.record
            + each.name * self.name
            + each.official * self.official
            + trust * (each.nearest * self.nearest + each.about * self.about)
            + each.action * self.action
            + each.way * self.way
            + each.bound * self.bound
        )
        return total


class ProcedureScorer:
    """Holds what is the same for every question: which passage belongs to which procedure."""

    def __init__(self, keywords: Keywords, titles: dict[str, str]) -> None:
        self._keywords = keywords
        self.codes = keywords.codes
        self._number = number = {code: at for at, code in enumerate(keywords.codes)}
        groups = [field_group(key.field) if key.kind == Kind.PROCEDURE else "" for key in keywords.keys]
        owners = np.array([number.get(key.document, -1) for key in keywords.keys], np.int64)
        self._owner = {key.id: int(owner) for key, owner in zip(keywords.keys, owners, strict=True) if owner >= 0}
        self._body = np.array([group in _BODY for group in groups], bool)
        self._names = np.array([group == NAME for group in groups], bool)
        self._body_owner, self._name_owner = owners[self._body], owners[self._names]
        names = [titles.get(code, "") for code in keywords.codes]
        self._actions = TitleActions(names)
        self._ways = TitleWays(names)
        self._bounds = TitleBounds(names)
        self._titles = TitleWords(names)

    def scores(self, query: Query, neighbours: Callable[[], Sequence[Neighbour]]) -> ProcedureScores:
        """`neighbours` are asked for last: they are being found while the words are compared."""
        terms = index_terms(query.text)
        by_passage = self._keywords.passages.scores(terms)
        official = self._keywords.passages.scores(index_terms(" . ".join(query.official)))
        passage = _scaled(self._best(by_passage[self._body], self._body_owner))
        record = _scaled(self._keywords.records.scores(terms))
        name = _scaled(self._keywords.names.scores(terms))
        named = _scaled(self._best(official[self._names], self._name_owner))
        action = self._actions.agreement(asked_actions(query.text))
        way = self._ways.agreement(asked_ways(query.text))
        bound = self._bounds.agreement(amounts_in(query.text))
        nearest, about = self._dense(neighbours())
        return ProcedureScores(passage, record, name, named, nearest, about, action, way, bound)

    def plain_first(self, total: Scores, query: Query, weights: Weights) -> Scores:
        """The weighed sums with less for near titles that say more than the question does."""
        top = float(total.max(initial=0.0))
        near = np.flatnonzero(total >= top * (1 - weights.plain.within))
        if top <= 0 or len(near) < 2:
            return total
        adjusted = total.copy()
        adjusted[near] -= weights.plain.unsaid * top * self._titles.unsaid(near.tolist(), (query.text, *query.official))
        return adjusted

    def in_conversation(self, own: Scores, together: Scores, kept: str | None, weights: Weights) -> Scores:
        """The sums for a turn alone and for it together with the one before, and a little for titles like that of the
        procedure in play."""
        total: Scores = _scaled(own) + _scaled(together)
        if kept in self._number:
            total = total + weights.kept * self._titles.likeness(self._number[kept])
        return total

    def coverage(self, query: Query, procedure: int) -> float:
        """0-1: how much of the question, in its own or the records' words, the procedure's record or needs hold."""
        own = [term for term in index_terms(query.text) if term.startswith("f:")]
        if not own:
            return 0.0
        return max(
            self._keywords.records.coverage(own, procedure),
            self._keywords.names.coverage(own, procedure),
        )

    def naming(self, words: Sequence[str], code: str) -> float:
        at = self._number.get(code)
        terms = [f"f:{fold(word)}" for word in words]
        return self._keywords.names.coverage(terms, at) if at is not None and terms else float(at is not None)

    def _best(self, scores: Scores, owners: npt.NDArray[np.int64]) -> Scores:
        best = np.zeros(len(self.codes), np.float32)
        np.maximum.at(best, owners, scores)
        return best

    def _dense(self, neighbours: Sequence[Neighbour]) -> tuple[Scores, Scores]:
        nearest, about = (np.zeros(len(self.codes), np.float32) for _ in range(2))
        own = [(self._owner[near.id], near) for near in neighbours if near.id in self._owner]
        if not own:
            return nearest, about
        similarities = [near.similarity for _, near in own]
        low, high = min(similarities), max(similarities)
        for owner, near in own:
            value = (near.similarity - low) / (high - low) if high > low else 1.0
            nearest[owner] = max(nearest[owner], value)
            if _group(near.id) == ABOUT:
                about[owner] = max(about[owner], value)
        return nearest, _scaled(about)


def _group(passage_id: str) -> str:
    return field_group(passage_id.partition("#")[2])


def _scaled(scores: Scores) -> Scores:
    top = float(scores.max(initial=0.0))
    return scores / np.float32(top) if top > 0 else scores
