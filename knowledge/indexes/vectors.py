"""The vector index: Chroma, in a folder of our own or on a server. Derived data: a damaged folder is built anew."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from knowledge.breaker import Breaker
from knowledge.errors import IndexDamaged
from knowledge.passages import Kind, Passage

_BATCH = 96
# A write blocks every reader of the process; short rests between batches keep answers flowing meanwhile.
_REST_SECONDS = 0.005
# Chroma's client would wait for its server for ever, and every thread that answers with it; there is no setting for it.
_SERVER_SECONDS = 10.0


_SILENT = "Chỉ mục véc-tơ không trả lời."

# Of a collection's vectors at each search, where Chroma's own 100 is less than we ask for: it finds 92% of the true
# neighbours among procedures and 78% among provisions, and other ones in another process; 400 costs 1 ms more.
_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Neighbour:
    id: str
    similarity: float  # cosine


class VectorIndex:
    """One collection a kind and model: vectors of two models are never compared, and Chroma's metadata filter would
    cost 50 ms a question."""

    def __init__(self, collections: Mapping[Kind, Any], breaker: Breaker | None = None) -> None:
        self._collections = collections
        self._breaker = breaker or Breaker()

    def digests(self) -> dict[str, str]:
        """Passage id -> digest of the text that its vector was made from."""
        found: dict[str, str] = {}
        with _translated(self._breaker):
            for collection in self._collections.values():
                rows = collection.get(include=["metadatas"])
                pairs = zip(rows["ids"], rows["metadatas"], strict=True)
                found.update((id_, str(metadata["digest"])) for id_, metadata in pairs)
        return found

    def put(self, passages: Sequence[tuple[Passage, str]], embedder: Embeddings, done: Callable[[int], None]) -> None:
        """Embeds and stores (passage, digest) pairs; `done` is told how many each batch added."""
        for kind, collection in self._collections.items():
            own = [pair for pair in passages if pair[0].kind is kind]
            for start in range(0, len(own), _BATCH):
                batch = own[start : start + _BATCH]
                vectors = embedder.embed_documents([embedded_text(passage) for passage, _ in batch])
                with _translated(self._breaker):
                    collection.upsert(
                        ids=[passage.id for passage, _ in batch],
                        embeddings=vectors,
                        metadatas=[{"digest": digest} for _, digest in batch],
                    )
                done(len(batch))
                time.sleep(_REST_SECONDS)

    def remove(self, ids: Sequence[str]) -> None:
        with _translated(self._breaker):
            for kind, collection in self._collections.items():
                own = [id_ for id_ in ids if id_.startswith(f"{kind.value}:")]
                for start in range(0, len(own), _BATCH):
                    collection.delete(ids=own[start : start + _BATCH])

    def nearest(self, vector: Sequence[float], count: int, kinds: Iterable[Kind]) -> list[Neighbour]:
        """The `count` nearest passages of each kind, nearest first. Raises IndexDamaged."""
        near: list[Neighbour] = []
        with _translated(self._breaker):
            for kind in kinds:
                found = self._collections[kind].query(query_embeddings=[vector], n_results=count, include=["distances"])
                pairs = zip(found["ids"][0], found["distances"][0], strict=True)
                near.extend(Neighbour(id_, 1.0 - float(distance)) for id_, distance in pairs)
        return sorted(near, key=lambda one: -one.similarity)

    def size(self) -> int:
        with _translated(self._breaker):
            return sum(int(collection.count()) for collection in self._collections.values())


def embedded_text(passage: Passage) -> str:
    """Long texts are embedded under their title; a procedure's name and needs are short and speak for themselves."""
    return passage.text if passage.kind is Kind.PROCEDURE else f"{passage.title}. {passage.text}"


def open_vectors(folder: Path, server: str | None, model: str, breaker: Breaker | None = None) -> VectorIndex:
    """The collections of `model` in `folder`, or on the Chroma server at `server` ("http://host:8000").

    `breaker`: what is known of the server from before.
    """
    import chromadb
    from chromadb.config import Settings

    breaker = breaker or Breaker()
    settings = Settings(anonymized_telemetry=False)
    with _translated(breaker):
        if server:
            client = _client_of(server, settings)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            client = chromadb.PersistentClient(str(folder), settings)
        # Chroma's own embedding function would try to download a model.
        collections = {
            kind: client.get_or_create_collection(
                f"{kind.value}-{_slug(model)}",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": _LOOKED_AT}},
            )
            for kind in Kind
        }
    return VectorIndex(collections, breaker)


def _client_of(server: str, settings: Any) -> Any:
    """The client asks its server while it is made: only one that answers is asked."""
    import chromadb
    import httpx

    scheme, _, address = server.rpartition("://")
    is_encrypted = scheme == "https"  # reading the certificates takes 30 ms, for every question while it is away
    heartbeat = f"{server.rstrip('/')}/api/v2/heartbeat"
    httpx.get(heartbeat, timeout=_SERVER_SECONDS, verify=is_encrypted).raise_for_status()
    host, _, port = address.partition(":")
    client: Any = chromadb.HttpClient(host, int(port.strip("/") or 8000), ssl=is_encrypted, settings=settings)
    client._server._session.timeout = _SERVER_SECONDS
    return client


def discard(folder: Path) -> None:
    """Removes a damaged folder, and what the process still remembers of it."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()
    shutil.rmtree(folder, ignore_errors=True)


def _is_silence(error: BaseException) -> bool:
    import httpx

    return isinstance(error, httpx.TimeoutException)


def _slug(model: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in model).strip("-")[-60:] or "model"


class _translated:  # noqa: N801 - reads as a function
    """Chroma raises many kinds of errors, from Rust and from Python, when its folder is damaged."""

    def __init__(self, breaker: Breaker) -> None:
        self._breaker = breaker

    def __enter__(self) -> None:
        if not self._breaker.admits():
            raise IndexDamaged(_SILENT, "it did not answer a moment ago")

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if error is None:
            self._breaker.answered()
        elif _is_silence(error):
            self._breaker.was_silent()
            raise IndexDamaged(_SILENT, type(error).__name__) from error
        if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit | IndexDamaged):
            detail = f"{type(error).__name__}: {error}"
            raise IndexDamaged("Chỉ mục véc-tơ hỏng hoặc không mở được.", detail) from error
