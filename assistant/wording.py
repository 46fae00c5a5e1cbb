"""Has a model word an answer that was composed from sources; its source line stays as composed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from assistant.answers import Answer, Facet, Reason
from assistant.composing.answer import source_line
from assistant.composing.fields import facet_lines
from assistant.turn import Turn
from knowledge.citations import Citation

if TYPE_CHECKING:  # langchain takes a second to import, and most offices have no model
    from assistant.writing import Source, Written

# Beside the facet asked, what an answer tells of what to do next.
_NEXT = (Facet.PLACE, Facet.DURATION)
_WORDED = frozenset({Reason.RECORD, Reason.PROVISION})


class Wording(Protocol):
    """Words a draft from numbered sources, or gives it back unchanged with the reason; never raises."""

    def rewrite(self, question: str, draft: Answer, sources: Sequence[Source]) -> Written: ...


def worded(answer: Answer, turn: Turn, wording: Wording | None) -> Answer:
    """The answer in a model's words where every sentence stood the check, else the answer as composed."""
    if wording is None or answer.reason not in _WORDED:
        return answer
    body, ending = _parted(answer, turn)
    written = wording.rewrite(turn.query.raw, replace(answer, text=body), _sources(answer, turn))
    turn.note("write", used=written.reason_not_used is None, reason=written.reason_not_used, dropped=written.dropped)
    if written.reason_not_used is not None:
        return answer
    return replace(written.answer, text="\n".join(part for part in (written.answer.text, ending) if part))


def _parted(answer: Answer, turn: Turn) -> tuple[str, str]:
    """What may be worded anew, and the source with what follows it."""
    if turn.procedure is None:
        return answer.text, ""
    at = answer.text.find(source_line(turn.procedure, Facet(answer.facet or Facet.OVERVIEW)))
    return (answer.text[:at].rstrip(), answer.text[at:]) if at > 0 else (answer.text, "")


def _sources(answer: Answer, turn: Turn) -> list[Source]:
    from assistant.writing import Source

    sources = [Source(_where(one), one.quote, one) for one in answer.citations if one.quote]
    if turn.procedure is None:
        return sources
    facets = dict.fromkeys((Facet(answer.facet), *_NEXT) if answer.facet else _NEXT)
    lines = [(facet, "\n".join(facet_lines(turn.procedure, facet, turn.on))) for facet in facets]
    return sources + [Source(f"{turn.procedure.name} ({facet.value})", text) for facet, text in lines if text]


def _where(one: Citation) -> str:
    """ "Điểm c khoản 7 Điều 7 Nghị định ...": the place is a figure too, which a model may repeat."""
    names = (("điểm", one.point), ("khoản", one.clause), ("Điều", one.article))
    return " ".join([*(f"{name} {number}" for name, number in names if number), one.title])
