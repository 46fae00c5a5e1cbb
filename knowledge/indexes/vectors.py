"""The vector index: Chroma, in a folder of our own or on a server. Derived data: a damaged folder is built anew."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from knowledge.errors import IndexDamaged
from knowledge.passages import Passage

_COLLECTION = "passages"
_BATCH = 96
# A write blocks every reader of the process; short rests between batches keep answers flowing meanwhile.
_REST_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Neighbour:
    id: str
    similarity: float  # cosine


class VectorIndex:
    """One collection a model: vectors of two models are never compared."""

    def __init__(self, collection: Any) -> None:
        self._collection = collection

    def digests(self) -> dict[str, str]:
        """Passage id -> digest of the text that its vector was made from."""
        with _translated():
            rows = self._collection.get(include=["metadatas"])
        return {id_: str(meta["digest"]) for id_, meta in zip(rows["ids"], rows["metadatas"], strict=True)}

    def put(self, passages: Sequence[tuple[Passage, str]], embedder: Embeddings, done: Callable[[int], None]) -> None:
        """Embeds and stores (passage, digest) pairs; `done` is told how many each batch added."""
        for start in range(0, len(passages), _BATCH):
            batch = passages[start : start + _BATCH]
            vectors = embedder.embed_documents([embedded_text(passage) for passage, _ in batch])
            with _translated():
                self._collection.upsert(
                    ids=[passage.id for passage, _ in batch],
                    embeddings=vectors,
                    metadatas=[{"digest": digest, "kind": passage.kind.value} for passage, digest in batch],
                )
            done(len(batch))
            time.sleep(_REST_SECONDS)

    def remove(self, ids: Sequence[str]) -> None:
        with _translated():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, vector: Sequence[float], count: int, kinds: Sequence[str] | None = None) -> list[Neighbour]:
        """The `count` nearest passages, nearest first. Raises IndexDamaged."""
        where = {"kind": {"$in": list(kinds)}} if kinds else None
        with _translated():
            found = self._collection.query(
                query_embeddings=[vector], n_results=count, where=where, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [Neighbour(id_, 1.0 - float(distance)) for id_, distance in pairs]

    def size(self) -> int:
        with _translated():
            return int(self._collection.count())


def embedded_text(passage: Passage) -> str:
    """Long texts are embedded under their title; a procedure's name and needs are short and speak for themselves."""
    return passage.text if passage.kind == "procedure" else f"{passage.title}. {passage.text}"


def open_vectors(folder: Path, server: str | None, model: str) -> VectorIndex:
    """The collection of `model` in `folder`, or on the Chroma server at `server` ("http://host:8000")."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    with _translated():
        if server:
            scheme, _, address = server.rpartition("://")
            host, _, port = address.partition(":")
            client = chromadb.HttpClient(host, int(port.strip("/") or 8000), ssl=scheme == "https", settings=settings)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            client = chromadb.PersistentClient(str(folder), settings)
        # Chroma's own embedding function would try to download a model.
        collection = client.get_or_create_collection(
            f"{_COLLECTION}-{_slug(model)}", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
    return VectorIndex(collection)


def discard(folder: Path) -> None:
    """Removes a damaged folder, and what the process still remembers of it."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()
    shutil.rmtree(folder, ignore_errors=True)


def _slug(model: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in model).strip("-")[-60:] or "model"


class _translated:  # noqa: N801 - reads as a function
    """Chroma raises many kinds of errors, from Rust and from Python, when its folder is damaged."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit | IndexDamaged):
            detail = f"{type(error).__name__}: {error}"
            raise IndexDamaged("Chỉ mục véc-tơ hỏng hoặc không mở được.", detail) from error
