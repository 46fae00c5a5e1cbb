"""The keyword indexes: BM25 over accented syllables, folded syllables and folded bigrams.

Three of them, since a procedure is found in three ways (measured: recall@1 rises from 87 to 91 with all three): by
one passage that says just this, by its whole record, and by its name with the ways citizens say its need.
"""

from __future__ import annotations

import json
import math
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
from knowledge.passages import Kind, Passage
from knowledge.procedure_passages import ABOUT, NAME, NEED, field_group
from knowledge.text.syllables import index_terms

Scores = npt.NDArray[np.float32]

_K1, _B = 0.9, 0.4  # found on XQuAD-vi and the labelled questions; the defaults (1.5, 0.75) lose half a point
_STATE = "state.json"
# Repeats of other passages and titles of laws would only lengthen the record.
_NOT_IN_RECORD = frozenset({ABOUT, "legal_basis"})


class KeywordIndex:
    """BM25 scores of the texts that it was built from, in their order."""

    def __init__(self, engine: Any, size: int) -> None:
        self._engine = engine
        self._terms: dict[str, int] = engine.vocab_dict if engine is not None else {}
        self._size = size
        self._last: tuple[list[int], Scores] | None = None

    def scores(self, terms: Iterable[str]) -> Scores:
        known = [self._terms[term] for term in terms if term in self._terms]
        if not known:
            return np.zeros(self._size, np.float32)
        last = self._last  # read once: other threads set it
        if last is None or last[0] != known:  # a turn asks for the same words several times
            scores: Scores = self._engine.get_scores_from_ids(known)
            scores.flags.writeable = False
            last = self._last = known, scores
        return last[1]

    def coverage(self, terms: Iterable[str], text: int) -> float:
        """0-1: how much of the terms' weight the text of that number holds; a term that no text holds weighs most."""
        if self._engine is None:
            return 0.0
        starts, numbers = self._engine.scores["indptr"], self._engine.scores["indices"]
        held = total = 0.0
        for term in set(terms):
            at = self._terms.get(term)
            holders = numbers[starts[at] : starts[at + 1]] if at is not None else numbers[:0]
            weight = math.log(1 + self._size / (1 + len(holders)))
            total += weight
            held += weight if bool((holders == text).any()) else 0.0
        return held / total if total else 0.0

    def save(self, folder: Path) -> None:
        folder.mkdir()
        if self._engine is not None:
            self._engine.save(str(folder))

    @classmethod
    def load(cls, folder: Path, size: int) -> KeywordIndex:
        is_empty = not any(folder.iterdir())
        return cls(None if is_empty else bm25s.BM25.load(str(folder), load_corpus=False), size)


@dataclass(frozen=True, slots=True)
class PassageKey:
    """What ranking needs to know of a passage without its text."""

    id: str
    document: str
    kind: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Keywords:
    generation: int
    keys: Sequence[PassageKey]  # of `passages`
    codes: Sequence[str]  # procedures, of `records` and `names`
    passages: KeywordIndex
    records: KeywordIndex
    names: KeywordIndex

    def save(self, folder: Path) -> None:
        """Writes the indexes beside `folder` and swaps them in, so that a killed process leaves the old ones."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix="keywords-"))
        for name in ("passages", "records", "names"):
            getattr(self, name).save(fresh / name)
        keys = [[key.id, key.document, key.kind, key.field] for key in self.keys]
        state = {"generation": self.generation, "keys": keys, "codes": list(self.codes)}
        (fresh / _STATE).write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        try:
            os.replace(fresh, folder)
        except OSError:  # another process has put its own there meanwhile
            shutil.rmtree(fresh, ignore_errors=True)

    @classmethod
    def load(cls, folder: Path) -> Keywords:
        """Raises IndexDamaged if there are no readable indexes."""
        try:
            state = json.loads((folder / _STATE).read_text(encoding="utf-8"))
            keys = [PassageKey(*row) for row in state["keys"]]
            codes = state["codes"]
            return cls(
                int(state["generation"]),
                keys,
                codes,
                KeywordIndex.load(folder / "passages", len(keys)),
                KeywordIndex.load(folder / "records", len(codes)),
                KeywordIndex.load(folder / "names", len(codes)),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged("Chỉ mục từ khóa hỏng hoặc chưa có.", f"{folder}: {error}") from error


class _Builder:
    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._rows: list[list[int]] = []

    def add(self, terms: Iterable[str]) -> None:
        vocabulary = self._vocabulary
        self._rows.append([vocabulary.setdefault(term, len(vocabulary)) for term in terms])

    def build(self) -> KeywordIndex:
        if not any(self._rows):
            return KeywordIndex(None, len(self._rows))
        engine = bm25s.BM25(k1=_K1, b=_B)
        engine.index((self._rows, self._vocabulary), show_progress=False)
        return KeywordIndex(engine, len(self._rows))


def build_keywords(passages: Iterable[Passage], generation: int) -> Keywords:
    """`passages` come grouped by document within their kind, as the store gives them."""
    keys: list[PassageKey] = []
    builder = _Builder()
    records: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for passage in passages:
        keys.append(PassageKey(passage.id, passage.document, passage.kind.value, passage.field))
        terms = index_terms(_indexed_text(passage))
        builder.add(terms)
        if passage.kind is Kind.PROCEDURE:
            group = field_group(passage.field)
            name = names.setdefault(passage.document, [])
            record = records.setdefault(passage.document, [])
            if group in (NAME, NEED):
                name.extend(terms)
            if group not in _NOT_IN_RECORD:
                record.extend(terms)
    return Keywords(generation, keys, list(records), builder.build(), _index(records), _index(names))


def _index(texts: dict[str, list[str]]) -> KeywordIndex:
    builder = _Builder()
    for terms in texts.values():
        builder.add(terms)
    return builder.build()


def _indexed_text(passage: Passage) -> str:
    """A procedure's passages carry no title of their own (its name is a passage); others are read under their title."""
    return passage.text if passage.kind is Kind.PROCEDURE else f"{passage.title}\n{passage.text}"
