"""Finds procedures and passages for a question, with keywords and vectors together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

from knowledge.indexes.index_set import IndexSet
from knowledge.indexes.keywords import Keywords
from knowledge.indexes.sentence_vectors import SentenceVectors
from knowledge.indexes.vectors import Neighbour
from knowledge.passages import Kind, Passage
from knowledge.retrieval.meanings import Meanings
from knowledge.retrieval.renewal import Renewal
from knowledge.retrieval.scores import ProcedureScorer, Scores
from knowledge.retrieval.understanding import Query, understand
from knowledge.retrieval.weights import Weights, shipped_weights
from knowledge.store.catalogue import Catalogue
from knowledge.text.syllables import index_terms


@dataclass(frozen=True, slots=True)
class Ranked:
    """A procedure with its weighed score; comparable within one question only."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class ProcedureRanking:
    """`similarity`: the best cosine of any procedure; `coverage`: how much of the question's words the first one's
    record holds, 0-1. Both are comparable across questions: they tell what is in scope from what is not."""

    ranked: tuple[Ranked, ...]
    similarity: float
    coverage: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    passage: Passage
    score: float


@dataclass(slots=True)
class _Loaded:
    keywords: Keywords
    scorer: ProcedureScorer
    titles: dict[str, str]
    sentences: SentenceVectors
    places: dict[str, int]  # passage id -> its number in `keywords.passages`
    by_kind: dict[tuple[Kind, ...], _Shelf] = field(default_factory=dict)

    def of_kinds(self, kinds: Sequence[Kind]) -> _Shelf:
        """The passages of these kinds; the same for every question."""
        wanted = tuple(kinds)
        if wanted not in self.by_kind:
            places = [at for at, key in enumerate(self.keywords.keys) if key.kind in wanted]
            ids = tuple(self.keywords.keys[at].id for at in places)
            self.by_kind[wanted] = _Shelf(np.array(places, np.int64), ids)
        return self.by_kind[wanted]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Passages of some kinds: their numbers in `keywords.passages`, and their ids."""

    places: npt.NDArray[np.int64]
    ids: tuple[str, ...]


# Ids of passages -> the weight of each; one of 0 leaves its passage out. The ids are the same tuple for every question
# until the catalogue changes.
Weigh = Callable[[tuple[str, ...]], npt.NDArray[np.float32]]


class Retriever:
    """Reads the indexes of the catalogue's present generation; a new generation is loaded on the next question, or soon
    after it where that takes long."""

    def __init__(self, indexes: IndexSet, catalogue: Catalogue, embedder: Embeddings, weights: Weights | None = None):
        self._indexes, self._catalogue = indexes, catalogue
        self._weights = weights or shipped_weights()
        self._meanings = Meanings(indexes, embedder, self._weights.neighbours)
        self._restorer = indexes.restorer()
        self._indexed = Renewal(self._load_indexes)

    @property
    def generation(self) -> int | None:
        """Of the catalogue as it is searched; None before the first question."""
        loaded = self._indexed.made
        return loaded.keywords.generation if loaded else None

    def understand(self, question: str) -> Query:
        """Reads the question, with which a turn begins: here, and only here, a new generation is looked for."""
        if self.generation not in (None, self._catalogue.generation()):
            self._indexed.renew()
        return understand(question, self._restorer)

    def begin(self, query: Query, kinds: Sequence[Kind]) -> None:
        """Starts, beside what follows, what the vectors will be asked of the question for each of these kinds."""
        self._meanings.begin(query.text, self._load().keywords.generation, [[kind] for kind in kinds])

    def procedures(self, query: Query, count: int = 10) -> ProcedureRanking:
        """The best procedures, best first."""
        loaded = self._load()
        return self._ranking(loaded, query, self._totals(loaded, query), count)

    def procedures_between(
        self, own: Query, together: Query, kept: str | None = None, count: int = 10
    ) -> ProcedureRanking:
        """The best procedures for a turn that may or may not go on with the one before: read alone, and with it.

        `kept`: code of the procedure in play; those like it are a little likelier.
        """
        loaded = self._load()
        with_before, alone = self._totals(loaded, together), self._totals(loaded, own)
        return self._ranking(loaded, own, loaded.scorer.in_conversation(alone, with_before, kept, self._weights), count)

    def _totals(self, loaded: _Loaded, query: Query) -> Scores:
        if not loaded.keywords.codes:
            return np.zeros(0, np.float32)
        scores = loaded.scorer.scores(query, lambda: self._nearest(query, [Kind.PROCEDURE]))
        total = scores.total(self._weights, query.confidence)
        return loaded.scorer.plain_first(total, query, self._weights)

    def _ranking(self, loaded: _Loaded, query: Query, total: Scores, count: int) -> ProcedureRanking:
        if not len(total):
            return ProcedureRanking((), 0.0)
        neighbours = self._nearest(query, [Kind.PROCEDURE])
        best = np.argsort(-total)[:count]
        codes = loaded.keywords.codes
        ranked = tuple(Ranked(codes[at], loaded.titles.get(codes[at], ""), float(total[at])) for at in best)
        similarity = max((near.similarity for near in neighbours), default=0.0)
        return ProcedureRanking(ranked, similarity, loaded.scorer.coverage(query, int(best[0])))

    def search(self, query: Query, count: int = 10, kinds: Sequence[Kind] | None = None) -> list[Hit]:
        """The best passage of each of the best documents, best first. Procedures rank as in `procedures`."""
        wanted = tuple(kinds or Kind)
        hits: list[Hit] = []
        if Kind.PROCEDURE in wanted:
            hits.extend(self._procedure_hits(query, count))
        others = [kind for kind in wanted if kind is not Kind.PROCEDURE]
        if others:
            hits.extend(self._passage_hits(query, count, others))
        return sorted(hits, key=lambda hit: -hit.score)[:count]

    def passages(
        self,
        query: Query,
        count: int,
        kinds: Sequence[Kind],
        weigh: Weigh | None = None,
        meaning: float = 1.0,
    ) -> list[tuple[str, float]]:
        """Ids of the best passages of law and guidance, several of one document too, with their score (0-1).

        `meaning` is how much of their usual weight the vectors have; 0 for questions that repeat the words of what they
        ask for.
        """
        loaded = self._load()
        keys = loaded.keywords.keys
        shelf = loaded.of_kinds(kinds)
        factors = weigh(shelf.ids) if weigh else np.ones(len(shelf.ids), np.float32)
        chosen, factors = shelf.places[factors > 0], factors[factors > 0]
        if not len(chosen):
            return []
        words = loaded.keywords.passages.scores(index_terms(" ".join((query.text, *query.official))))[chosen]
        scores = self._weights.passages.keywords * _min_max(words * factors)
        near = self._nearest(query, kinds) if meaning else []
        if near:
            dense = np.full(len(keys), min(one.similarity for one in near), np.float32)
            known = [one for one in near if one.id in loaded.places]
            dense[[loaded.places[one.id] for one in known]] = [one.similarity for one in known]
            scale = self._weights.passages.nearest * meaning * query.confidence
            scores = scores + scale * _min_max(dense[chosen]) * factors
        best = np.argsort(-scores)[:count]
        return [(keys[chosen[at]].id, float(scores[at])) for at in best]

    def nearness(self, query: Query, kinds: Sequence[Kind]) -> float:
        """The best cosine of any passage of these kinds; comparable across questions."""
        return max((near.similarity for near in self._nearest(query, kinds)), default=0.0)

    def coverage(self, query: Query, passage_id: str) -> float:
        """0-1: how much of the question's words the passage holds; comparable across questions."""
        loaded = self._load()
        at = loaded.places.get(passage_id)
        own = [term for term in index_terms(query.text) if term.startswith("f:")]
        return loaded.keywords.passages.coverage(own, at) if at is not None and own else 0.0

    def naming(self, words: Sequence[str], code: str) -> float:
        """0-1: how much of the words' weight the name and the needs of a procedure hold; 1 without words."""
        return self._load().scorer.naming(words, code)

    def similarities(self, query: Query, sentences: Sequence[str]) -> list[float | None]:
        """Cosine of each sentence of a record with the question; None for a sentence without a vector."""
        loaded = self._load()
        vector = self._meanings.vector(query.text, loaded.keywords.generation)
        return loaded.sentences.similarities(np.array(vector, np.float32), sentences)

    def _procedure_hits(self, query: Query, count: int) -> Iterable[Hit]:
        ranking = self.procedures(query, count)
        wanted = [f"procedure:{one.code}#{part}" for one in ranking.ranked for part in ("about", "name")]
        by_id = {passage.id: passage for passage in self._catalogue.passages(wanted)}
        top = ranking.ranked[0].score if ranking.ranked else 1.0
        for one in ranking.ranked:
            passage = by_id.get(f"procedure:{one.code}#about") or by_id.get(f"procedure:{one.code}#name")
            if passage is not None:
                yield Hit(passage, one.score / top if top > 0 else 0.0)

    def _passage_hits(self, query: Query, count: int, kinds: Sequence[Kind]) -> list[Hit]:
        found = self.passages(query, count * 4, kinds)
        texts = {passage.id: passage for passage in self._catalogue.passages([id_ for id_, _ in found])}
        best: dict[str, Hit] = {}
        for id_, score in found:
            passage = texts.get(id_)
            if passage is None:  # taken away since it was indexed
                continue
            best.setdefault(passage.document, Hit(passage, score))
        return list(best.values())[:count]

    def _nearest(self, query: Query, kinds: Sequence[Kind]) -> list[Neighbour]:
        return self._meanings.nearest(query.text, self._load().keywords.generation, kinds)

    def _load(self) -> _Loaded:
        return self._indexed.get()

    def _load_indexes(self) -> _Loaded:
        keywords = self._indexes.keywords()
        titles = {code: name for code, name, _ in self._catalogue.titles()}
        places = {key.id: at for at, key in enumerate(keywords.keys)}
        return _Loaded(keywords, ProcedureScorer(keywords, titles), titles, self._indexes.sentences(), places)


def _min_max(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    low, high = float(scores.min()), float(scores.max())
    return (scores - np.float32(low)) / np.float32(high - low) if high > low else np.zeros_like(scores)
