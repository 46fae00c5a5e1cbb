"""What the vectors say of the question at hand: worked out on a thread of its own while its words are compared.

The model and Chroma compute outside Python, so on a second core their 10 ms pass beside the keyword scores.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from langchain_core.embeddings import Embeddings

from knowledge.errors import IndexDamaged
from knowledge.indexes.index_set import IndexSet
from knowledge.indexes.vectors import Neighbour
from knowledge.passages import Kind

_Kinds = tuple[Kind, ...]


@dataclass(slots=True)
class _Recent:
    """What has been begun for the question at hand: a turn asks for it several times."""

    text: str
    generation: int
    vector: Future[list[float]]
    near: dict[_Kinds, Future[list[Neighbour]]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        begun: tuple[Future[Any], ...] = (self.vector, *self.near.values())
        return any(one.done() and one.exception() is not None for one in begun)


class Meanings:
    """Vector and neighbours of one text after the other; of several threads' texts the last is remembered."""

    def __init__(self, indexes: IndexSet, embedder: Embeddings, count: int) -> None:
        """`count`: neighbours of each kind."""
        self._indexes, self._embedder, self._count = indexes, embedder, count
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="meanings")
        self._last: _Recent | None = None

    def begin(self, text: str, generation: int, each: Iterable[Sequence[Kind]] = ()) -> None:
        """Starts the vector of `text` and its neighbours of each of the groups of kinds."""
        recent = self._recent(text, generation)
        for kinds in each:
            self._near(recent, tuple(kinds))

    def vector(self, text: str, generation: int) -> list[float]:
        return self._recent(text, generation).vector.result()

    def nearest(self, text: str, generation: int, kinds: Sequence[Kind]) -> list[Neighbour]:
        """The nearest passages of these kinds. Raises IndexDamaged."""
        return self._near(self._recent(text, generation), tuple(kinds)).result()

    def _recent(self, text: str, generation: int) -> _Recent:
        last = self._last  # read once: other threads set it
        if last is None or (last.text, last.generation) != (text, generation) or last.failed:
            vector = self._aside.submit(self._embedder.embed_query, text)
            last = self._last = _Recent(text, generation, vector)
        return last

    def _near(self, recent: _Recent, kinds: _Kinds) -> Future[list[Neighbour]]:
        if kinds not in recent.near:
            recent.near[kinds] = self._aside.submit(self._search, recent, kinds)
        return recent.near[kinds]

    def _search(self, recent: _Recent, kinds: _Kinds) -> list[Neighbour]:
        try:
            return self._indexes.vectors.nearest(recent.vector.result(), self._count, kinds)
        except IndexDamaged:
            self._indexes.reopen()
            raise
