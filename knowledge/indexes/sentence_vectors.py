"""Vectors of single sentences, by the sentence's own digest: which sentence of a record answers a narrow question.

Only sentences of the procedures that citizens' needs are written for are embedded: those are the office's own, and
all sentences of a national catalogue would take four times as long (measured: the facts asked for stand in the first
three sentences in 76 of 100 questions with vectors, 69 without).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from langchain_core.embeddings import Embeddings

Vectors = npt.NDArray[np.float16]
Keys = npt.NDArray[np.uint64]

_BATCH = 96
_LONGEST = 300  # characters that are embedded of a sentence


def sentence_key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


class SentenceVectors:
    """Sorted keys and, row by row, their vectors."""

    def __init__(self, keys: Keys, vectors: Vectors) -> None:
        self._keys, self._vectors = keys, vectors

    @classmethod
    def load(cls, path: Path) -> SentenceVectors:
        """Nothing is known where there is no readable file: sentences are then told apart by their words alone."""
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls(arrays["keys"], arrays["vectors"])
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return cls(np.zeros(0, np.uint64), np.zeros((0, 0), np.float16))

    def similarities(self, vector: npt.NDArray[np.float32], texts: Sequence[str]) -> list[float | None]:
        """Cosine of each sentence with the question; None for one that has no vector."""
        if not len(self._keys):
            return [None] * len(texts)
        wanted = np.array([sentence_key(text) for text in texts], np.uint64)
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        cosines = self._vectors[at].astype(np.float32) @ vector
        known = self._keys[at] == wanted
        return [float(cosine) if is_known else None for cosine, is_known in zip(cosines, known, strict=True)]


def synchronise_sentences(
    path: Path, texts: Iterable[str], embedder: Embeddings, progress: Callable[[int, int], None]
) -> None:
    """Makes the file hold exactly the vectors of `texts`; those that it has already are kept."""
    wanted = {sentence_key(text): text for text in texts}
    present = SentenceVectors.load(path)
    kept = {int(key): row for row, key in enumerate(present._keys) if int(key) in wanted}
    missing = sorted((key for key in wanted if key not in kept), key=lambda key: len(wanted[key]))
    fresh: dict[int, Sequence[float]] = {}
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        fresh.update(zip(batch, embedder.embed_documents([wanted[key][:_LONGEST] for key in batch]), strict=True))
        progress(len(fresh), len(missing))
    keys = np.array(sorted(wanted), np.uint64)
    rows = [present._vectors[kept[key]] if key in kept else fresh[key] for key in map(int, keys)]
    partial = path.with_suffix(".part.npz")
    np.savez(partial, keys=keys, vectors=np.array(rows, np.float16))
    os.replace(partial, path)
