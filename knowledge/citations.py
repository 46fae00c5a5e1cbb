"""A citation: where the words of an answer stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.passages import Kind


@dataclass(frozen=True, slots=True)
class Citation:
    kind: Kind
    id: str  # procedure code, or the legal document's number
    title: str
    field: str | None = None  # field of the procedure record
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    quote: str = ""
    source: str = ""  # public address or file name
    as_of: date | None = None
    note: str = ""  # who corrected the words that are quoted, when and why
