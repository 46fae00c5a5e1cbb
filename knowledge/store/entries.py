"""What a source file is and what it holds, as the catalogue takes it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.passages import Passage
from knowledge.procedures import Procedure


@dataclass(frozen=True, slots=True)
class SourceFile:
    path: str
    digest: str  # sha256 of the bytes, hex
    derivation: str  # version of what derives records and passages from the file
    ingested_on: date


@dataclass(frozen=True, slots=True)
class RepealNotice:
    """An announcement that a procedure is abolished."""

    code: str
    ends_on: date | None  # first day on which it no longer holds; None: not stated
    decision: str  # "Quyết định 1234/QĐ-BXD", or who announced it
    quote: str  # the words as read


@dataclass(frozen=True, slots=True)
class FileFlag:
    """Something of a file that a person should see: a page that could not be read, a row without a name."""

    code: str
    message: str  # Vietnamese
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source file holds: procedures, the text of a law, passages alone (guidance), announced ends."""

    procedures: tuple[Procedure, ...] = ()
    law_text: str | None = None
    passages: tuple[Passage, ...] = ()
    repeals: tuple[RepealNotice, ...] = ()
    flags: tuple[FileFlag, ...] = ()
