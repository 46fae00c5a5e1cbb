"""What a document holds for the catalogue: procedures, and guidance passages for all the rest."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.passages import Passage
from knowledge.procedures import Procedure
from knowledge.store.entries import RepealNotice


@dataclass(frozen=True, slots=True)
class ContentWarning:
    """Something of the file that staff should know. `code` is a LossCode's or a ContentFlag's value."""

    code: str
    message: str  # Vietnamese
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    procedures: tuple[Procedure, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[ContentWarning, ...]
    repeals: tuple[RepealNotice, ...] = ()
