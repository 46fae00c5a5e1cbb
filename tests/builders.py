"""Small records and fakes that the tests of several rooms share."""

from __future__ import annotations

import hashlib
import math
from datetime import date
from typing import Any

from langchain_core.embeddings import Embeddings

from knowledge.passages import Kind, Passage
from knowledge.procedures import Channel, Duration, Fee, Procedure, Source, SubmissionMethod
from knowledge.store.catalogue import Entry, SourceFile

_BUCKETS = 32


def procedure(code: str = "1.000001", name: str = "Đổi giấy phép lái xe", **fields: Any) -> Procedure:
    """A record that says nothing but its code and name, and what `fields` give."""
    empty = dict.fromkeys(("decision_number", "sector", "conditions", "online_level", "as_of"))
    lists = ("level", "audience", "agencies", "steps", "submission_methods", "documents", "legal_basis", "results")
    values = empty | dict.fromkeys((*lists, "related"), ())
    values["source"] = Source(uri=None, path=f"records/{code}.json", digest="0" * 64, retrieved_on=None)
    return Procedure(code=code, name=name, **(values | fields))


def method(channel: Channel, *fees: Fee, duration: Duration | None = None) -> SubmissionMethod:
    return SubmissionMethod(channel=channel, duration=duration, fees=fees, description=None)


def passage(code: str, field: str, text: str, title: str = "Đổi giấy phép lái xe") -> Passage:
    return Passage(f"procedure:{code}#{field}", code, Kind.PROCEDURE, title, text, field)


def source_file(path: str, digest: str = "a" * 64) -> SourceFile:
    return SourceFile(path, digest, "1", date(2026, 7, 1))


def entry(record: Procedure, *texts: str) -> Entry:
    """A record with one passage a text, the first its name."""
    fields = ("name", *(f"steps.{number}" for number in range(len(texts) - 1)))
    passages = [passage(record.code, field, text, record.name) for field, text in zip(fields, texts, strict=False)]
    return Entry((record,), None, tuple(passages))


class HashEmbeddings(Embeddings):
    """Words counted in hashed buckets, unit length: texts that share words are near. `asked`: what was embedded."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed_query(self, text: str) -> list[float]:
        counts = [1e-6] * _BUCKETS
        for word in text.lower().split():
            counts[hashlib.sha256(word.encode()).digest()[0] % _BUCKETS] += 1.0
        length = math.sqrt(sum(count * count for count in counts))
        return [count / length for count in counts]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked.extend(texts)
        return [self.embed_query(text) for text in texts]
