"""The keyword index: BM25 over accented syllables, folded syllables and folded bigrams of every passage."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt

from knowledge.errors import IndexDamaged
from knowledge.passages import Passage
from knowledge.text.syllables import index_terms

Scores = npt.NDArray[np.float32]

_K1, _B = 1.2, 0.6


@dataclass(frozen=True, slots=True)
class PassageKey:
    """What ranking needs to know of a passage without its text."""

    id: str
    document: str
    kind: str
    field: str | None


class KeywordIndex:
    def __init__(self, engine: Any, keys: Sequence[PassageKey], generation: int) -> None:
        self._engine = engine
        self._terms: dict[str, int] = engine.vocab_dict if engine is not None else {}
        self.keys = keys
        self.generation = generation

    def scores(self, text: str) -> Scores:
        """The BM25 score of every passage, in the order of `keys`."""
        return self.term_scores(index_terms(text))

    def term_scores(self, terms: Iterable[str]) -> Scores:
        known = [self._terms[term] for term in terms if term in self._terms]
        if not known or not self.keys:
            return np.zeros(len(self.keys), np.float32)
        scores: Scores = self._engine.get_scores_from_ids(known)
        return scores

    def save(self, folder: Path) -> None:
        """Writes the index beside `folder` and swaps it in, so that a killed process leaves the old one."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix="keywords-"))
        if self._engine is not None:
            self._engine.save(str(fresh))
        rows = [[key.id, key.document, key.kind, key.field] for key in self.keys]
        state = {"generation": self.generation, "keys": rows}
        (fresh / "passages.json").write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(fresh, folder)

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex:
        """Raises IndexDamaged if there is no readable index."""
        try:
            state = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
            keys = [PassageKey(*row) for row in state["keys"]]
            engine = bm25s.BM25.load(str(folder), load_corpus=False) if keys else None
            return cls(engine, keys, int(state["generation"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged("Chỉ mục từ khóa hỏng hoặc chưa có.", f"{folder}: {error}") from error


def build_keywords(passages: Iterable[Passage], generation: int) -> KeywordIndex:
    keys: list[PassageKey] = []
    vocabulary: dict[str, int] = {}
    rows: list[list[int]] = []
    for passage in passages:
        keys.append(PassageKey(passage.id, passage.document, passage.kind.value, passage.field))
        terms = index_terms(indexed_text(passage))
        rows.append([vocabulary.setdefault(term, len(vocabulary)) for term in terms])
    if not keys:
        return KeywordIndex(None, [], generation)
    engine = bm25s.BM25(k1=_K1, b=_B)
    engine.index((rows, vocabulary), show_progress=False)
    return KeywordIndex(engine, keys, generation)


def indexed_text(passage: Passage) -> str:
    """A procedure's passages carry no title of their own (its name is a passage); others are read under their title."""
    return passage.text if passage.kind == "procedure" else f"{passage.title}\n{passage.text}"
