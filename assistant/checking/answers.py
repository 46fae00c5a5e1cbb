"""The verdict on an answer, from a record or from a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.figures import Figure
from assistant.checking.language import is_vietnamese
from assistant.checking.support import unsupported
from knowledge.citations import Citation
from knowledge.text.clean import one_line


class Fault(StrEnum):
    FIGURE = "figure"  # no source states it
    CITATION = "citation"  # it quotes what no source says, or names nothing
    LANGUAGE = "language"  # not Vietnamese
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Verdict:
    faults: tuple[Fault, ...] = ()
    figures: tuple[Figure, ...] = ()  # the unsupported ones
    citations: tuple[int, ...] = ()  # places of the citations that don't hold

    @property
    def passed(self) -> bool:
        return not self.faults


def check_answer(text: str, sources: Sequence[str], citations: Sequence[Citation] = ()) -> Verdict:
    """Compares an answer with `sources`, the texts that it was made from.

    Every figure must stand in a source, every citation's quote too (blanks and capitals aside), and the text must be
    Vietnamese.
    """
    if not text.strip():
        return Verdict((Fault.EMPTY,))
    figures = tuple(unsupported(text, sources))
    flat = [one_line(source).lower() for source in sources]
    broken = tuple(at for at, citation in enumerate(citations) if not _holds(citation, flat))
    faults = (
        (Fault.FIGURE, bool(figures)),
        (Fault.CITATION, bool(broken)),
        (Fault.LANGUAGE, not is_vietnamese(text)),
    )
    return Verdict(tuple(fault for fault, found in faults if found), figures, broken)


def _holds(citation: Citation, sources: Sequence[str]) -> bool:
    if not citation.id.strip():
        return False
    quote = one_line(citation.quote).lower().strip(" .…")
    return not quote or any(quote in source for source in sources)
