"""The whole program as the evaluations see it: `evals.system.System` on top of the parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from assistant.answers import answer_to_dict
from evals.system import System
from knowledge.indexes.index_set import no_progress
from motcua.conversing import reply_to_last
from motcua.ingesting import Order, ingest_all
from motcua.searching import find
from motcua.settings import Settings
from motcua.wiring import Parts


class InstalledSystem:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def ingest(self, paths: Sequence[Path], kind: str) -> Mapping[str, Any]:
        report = ingest_all(self._parts, Order(paths, kind), no_progress)
        self.warm()
        return asdict(report)

    def warm(self) -> None:
        self._parts.warm()

    def ask(self, turns: Sequence[str], on: date) -> Mapping[str, Any]:
        reply = reply_to_last(self._parts.batch_assistant, turns, on)
        return answer_to_dict(reply.answer, reply.milliseconds)

    def search(self, query: str, count: int, kind: str | None) -> Sequence[str]:
        hits = find(self._parts.retriever, query, count, [kind] if kind else ())
        return list(dict.fromkeys(hit["document"] for hit in hits))

    def close(self) -> None:
        self._parts.close()


class Installations:
    """Builds systems for the evaluations: each with its own home, all with one embedder (seconds to load)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._embedder: Embeddings | None = None

    def __call__(self, home: Path) -> System:
        settings = self._settings.model_copy(update={"home": home, "database_url": "", "chroma_url": ""})
        parts = Parts(settings, self._embedder)
        self._embedder = parts.embedder
        return InstalledSystem(parts)
