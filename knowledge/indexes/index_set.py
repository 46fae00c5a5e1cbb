"""The derived indexes of one catalogue: opened, compared with the store, brought up to date, rebuilt when damaged."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from zipfile import BadZipFile

from langchain_core.embeddings import Embeddings

from knowledge.breaker import Breaker
from knowledge.errors import IndexDamaged
from knowledge.indexes.keywords import Keywords, build_keywords
from knowledge.indexes.sentence_vectors import SentenceVectors, synchronise_sentences
from knowledge.indexes.vectors import VectorIndex, discard, open_vectors
from knowledge.needs import load_needs
from knowledge.passages import Kind
from knowledge.procedure_passages import EMBEDDED_FIELDS, NEED, field_group
from knowledge.sentences import sentences_of
from knowledge.store.catalogue import Catalogue
from knowledge.text.language_model import LanguageModel, train
from knowledge.text.lexicon import abbreviations, shipped_lines
from knowledge.text.readings import Readings
from knowledge.text.restorer import Restorer

log = logging.getLogger(__name__)

# (what is being done, how many are done, of how many)
Progress = Callable[[str, int, int], None]

_KEYWORDS, _VECTORS, _MODEL, _STATE = "keywords", "chroma", "syllables-{}.npz", "vectors.json"
_SENTENCES = "sentences.npz"
# How often a sentence of how people speak counts beside one of the records: found on everyday sentences and on titles
# of records, both kept out of the training, of 20, 40 and 60.
_COLLOQUIAL_WEIGHT = 60


def no_progress(_what: str, _done: int, _total: int) -> None:
    return None


@dataclass(frozen=True, slots=True)
class IndexPlace:
    folder: Path
    chroma_server: str | None
    model: str


class IndexSet:
    def __init__(self, place: IndexPlace, catalogue: Catalogue, embedder: Embeddings, home: Path | None = None) -> None:
        self._place, self._catalogue, self._embedder, self._home = place, catalogue, embedder, home
        self._vectors: VectorIndex | None = None
        self._was_away = False
        self._is_building = False
        self._breaker = Breaker()

    @property
    def vectors(self) -> VectorIndex:
        """Raises IndexDamaged; also where it came back from an outage without what it held, since an empty index would
        let every question look as if nothing were known."""
        if self._vectors is None:
            place = self._place
            opened = open_vectors(place.folder / _VECTORS, place.chroma_server, place.model, self._breaker)
            was_away = self._was_away and not self._is_building
            if was_away and not opened.size() and self._catalogue.counts()["passages"]:
                raise IndexDamaged(
                    "Chỉ mục véc-tơ trống: xin mở lại dịch vụ để lập lại từ kho.", "empty after an outage"
                )
            self._vectors, self._was_away = opened, False
        return self._vectors

    def reopen(self) -> None:
        """The vectors did not answer: the next question opens them anew."""
        self._vectors, self._was_away = None, True

    def keywords(self) -> Keywords:
        """The keyword indexes of the catalogue's present generation; built here if missing, stale or damaged."""
        generation = self._catalogue.generation()
        folder = self._place.folder / _KEYWORDS
        try:
            index = Keywords.load(folder)
        except IndexDamaged as error:
            log.info("%s Đang lập lại từ kho dữ liệu.", error)
        else:
            if index.generation == generation:
                return index
        index = build_keywords(self._catalogue.passages(), generation)
        index.save(folder)
        return index

    def sentences(self) -> SentenceVectors:
        return SentenceVectors.load(self._place.folder / _SENTENCES)

    def restorer(self) -> Restorer:
        """The diacritics restorer; trained here on the catalogue's text if there is no model yet."""
        short_forms = abbreviations(self._home)
        try:
            model = LanguageModel.load(self._model_path())
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            model = self._train()
        return Restorer(model, Readings(model, short_forms))

    def synchronise(self, progress: Progress = no_progress) -> None:
        """Makes every index agree with the store. Cheap when they do."""
        # A search that was begun before may fail meanwhile and call the index away: here an empty one is filled.
        self._is_building = True
        try:
            self._synchronise(progress)
        finally:
            self._is_building = False

    def _synchronise(self, progress: Progress) -> None:
        generation = self._catalogue.generation()
        self._was_away = False
        if self._remembered() == (self._place.model, generation, self._vector_count()):
            return
        progress("Học cách viết dấu", 0, 1)
        self._train()
        progress("Lập chỉ mục từ khóa", 0, 1)
        self.keywords()
        try:
            self._synchronise_vectors(progress)
        except IndexDamaged as error:
            if self._place.chroma_server:
                raise
            log.warning("%s Đang lập lại từ kho dữ liệu.", error)
            self._vectors = None
            discard(self._place.folder / _VECTORS)
            self._synchronise_vectors(progress)
        self._synchronise_sentences(progress)
        self._remember(generation)

    def _vector_count(self) -> int | None:
        """None, and a fresh start, where the folder can't be read."""
        try:
            return self.vectors.size()
        except IndexDamaged as error:
            log.warning("%s Đang lập lại từ kho dữ liệu.", error)
            self._vectors = None
            discard(self._place.folder / _VECTORS)
            return None

    def _synchronise_vectors(self, progress: Progress) -> None:
        wanted = {id_: digest for id_, digest in self._catalogue.passage_digests().items() if _is_embedded(id_)}
        present = self.vectors.digests()
        self.vectors.remove([id_ for id_ in present if id_ not in wanted])
        missing = {id_ for id_, digest in wanted.items() if present.get(id_) != digest}
        fresh = [(passage, wanted[passage.id]) for passage in self._catalogue.passages() if passage.id in missing]
        fresh.sort(key=lambda pair: len(pair[0].text))  # texts of like length share a batch without padding
        done = 0

        def count(added: int) -> None:
            nonlocal done
            done += added
            progress("Nhúng véc-tơ", done, len(fresh))

        self.vectors.put(fresh, self._embedder, count)

    def _synchronise_sentences(self, progress: Progress) -> None:
        needs = load_needs(self._home)
        texts = [
            sentence.text
            for procedure in self._catalogue.procedures()
            if procedure.code in needs
            for sentence in sentences_of(procedure)
        ]
        synchronise_sentences(
            self._place.folder / _SENTENCES,
            texts,
            self._embedder,
            lambda done, total: progress("Nhúng câu", done, total),
        )

    def _train(self) -> LanguageModel:
        path = self._model_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        model = train(chain(self._spoken(), self._recorded()))
        partial = path.with_suffix(".part.npz")
        model.save(partial)
        os.replace(partial, path)
        for other in path.parent.glob("syllables*.npz"):
            if other != path and ".part" not in other.suffixes:
                other.unlink(missing_ok=True)
        return model

    def _model_path(self) -> Path:
        """Named after how people speak, so that a release with more of it, or the office's own needs, train anew."""
        spoken = json.dumps(list(self._spoken()), ensure_ascii=False)
        digest = hashlib.blake2b(spoken.encode(), digest_size=6).hexdigest()
        return self._place.folder / _MODEL.format(digest)

    def _spoken(self) -> Iterator[tuple[str, int]]:
        """Everyday sentences and citizens' needs, each with the times that it counts."""
        lines = shipped_lines("colloquial")
        tails = [line.removeprefix("...").strip() for line in lines if line.startswith("...")]
        yield from ((line, _COLLOQUIAL_WEIGHT) for line in lines if not line.startswith("..."))
        yield from ((tail, _COLLOQUIAL_WEIGHT) for tail in tails)
        phrases = [phrase for need in load_needs(self._home).values() for phrase in need.phrases]
        for number, phrase in enumerate(phrases):
            yield f"{phrase} {tails[number % len(tails)]}", _COLLOQUIAL_WEIGHT // 2

    def _recorded(self) -> Iterator[tuple[str, int]]:
        for passage in self._catalogue.passages():
            if field_group(passage.field) != NEED:
                yield passage.text, 1

    def _remembered(self) -> tuple[str, int, int] | None:
        """Model, generation and number of vectors when the indexes last agreed with the store."""
        try:
            state = json.loads((self._place.folder / _STATE).read_text(encoding="utf-8"))
            return str(state["model"]), int(state["generation"]), int(state["vectors"])
        except (OSError, ValueError, KeyError):
            return None

    def _remember(self, generation: int) -> None:
        state = {"model": self._place.model, "generation": generation, "vectors": self.vectors.size()}
        (self._place.folder / _STATE).write_text(json.dumps(state), encoding="utf-8")


def _is_embedded(passage_id: str) -> bool:
    kind, _, rest = passage_id.partition(":")
    return kind != Kind.PROCEDURE or field_group(rest.partition("#")[2]) in EMBEDDED_FIELDS
