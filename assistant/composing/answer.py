"""Composes the answer on one facet of a procedure: the facet, what else was asked, what to do next, the source."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import Answer, AnswerWarning, Facet, ProcedureName, Reason, Status
from assistant.composing.asked import Asked
from assistant.composing.clues import FIELDS
from assistant.composing.corrections import cautions, corrections_of, signed
from assistant.composing.fields import duration_text, facet_quote, in_short, place_name
from assistant.composing.forms import form_links
from assistant.composing.sentences import excerpt, shortened
from assistant.composing.told import NARROW, Nearness, Told, told
from assistant.data_files import data_file
from knowledge.citations import Citation
from knowledge.passages import Kind
from knowledge.procedures import Procedure

_NEAREST = 2  # sentences that are shown where none states the amount asked for
_LONGEST_TITLE = 140
_LONGEST_VALUE = 160  # of what the next step copies from the record


def compose(procedure: Procedure, asked: Asked, nearness: Nearness | None) -> Answer:
    """A short answer from the record alone. Every figure in it is copied from the record.

    Without `nearness` only the facet's own lines are given, no sentences picked out of the running text.
    """
    words = data_file("composing.yaml")
    title = shortened(procedure.name, (), _LONGEST_TITLE)
    also = in_short(procedure, asked.also, asked.on)
    ending = [
        *(f"- {line}" for line in also),
        *form_links(procedure, asked.facet),
        *cautions(procedure, asked.facet, asked.on),
        _next_step(procedure, asked.facet),
        source_line(procedure, asked.facet),
        words["sample"] if procedure.sample else "",
    ]
    heading = words["heading"][asked.facet.value].format(name=title)
    room = asked.longest - len(heading) - sum(map(len, ending)) - len(words["detail"])
    said = told(procedure, asked, nearness, room)
    if said.is_beside:
        heading = words["heading"][Facet.OVERVIEW.value].format(name=title)
    body = _body(asked, said)
    parts = [heading, *(body or [words["not_stated"][asked.facet.value]]), *ending]
    return Answer(
        status=Status.ANSWERED,
        reason=Reason.RECORD if body else Reason.NOT_STATED,
        text="\n".join(part for part in parts if part),
        procedure=ProcedureName(procedure.code, procedure.name),
        facet=asked.facet.value,
        citations=_citations(procedure, asked.facet, said, asked.also if also else ()),
        warnings=tuple(AnswerWarning(one.code, one.message) for one in procedure.warnings),
    )


def _body(asked: Asked, said: Told) -> list[str]:
    """The facet's lines and the picked sentences: what answers first; said so where the amount asked for is in none."""
    words = data_file("composing.yaml")
    quoted = [f"- {excerpt(one.text, asked)}" for one in said.details]
    listed = [f"- {line}" for line in said.lines]
    if said.left and asked.facet is Facet.DOCUMENTS:
        listed.append(words["more_documents"])
    if not quoted:
        return listed
    if said.is_beside:
        return [*quoted, *([words["beside"][asked.facet.value], *listed] if listed else [])]
    if asked.facet not in NARROW:
        return [*listed, words["detail"], *quoted]
    if asked.measure and not any(map(asked.measure.is_stated_in, (*quoted, *listed))):
        return [words["not_quite"], *quoted[:_NEAREST]]
    return [*quoted, *listed]


def _next_step(procedure: Procedure, facet: Facet) -> str:
    words = data_file("composing.yaml")
    known = {"place": place_name(procedure), "duration": duration_text(procedure)}
    values = {key: value and shortened(value, (), _LONGEST_VALUE) for key, value in known.items()}
    template: str = words["next_step"][facet.value]
    if any(f"{{{key}}}" in template and not value for key, value in values.items()):
        return str(words["next_step"]["overview"])
    return template.format(**values)


def source_line(procedure: Procedure, facet: Facet) -> str:
    """Where the record comes from and of which day it is, and who corrected what is asked."""
    words = data_file("composing.yaml")
    day = procedure.as_of or procedure.source.retrieved_on
    dated = words["dated_as_of"].format(day=f"{day:%d/%m/%Y}") if day else words["undated"]
    number = procedure.decision_number or ""
    decision = f"Quyết định {number}" if "/" in number else None  # a bare number has lost its ending
    uri = procedure.source.uri or ""
    publisher = words["portal"] if "dichvucong.gov.vn" in uri else None
    origin = ", ".join(filter(None, (decision, publisher))) or procedure.source.path.rsplit("/", 1)[-1]
    corrected = signed(corrections_of(procedure, facet), "corrected")
    dated = "; ".join(filter(None, (dated, corrected)))
    return str(words["source"].format(code=procedure.code, origin=origin, dated=dated))


def _citations(procedure: Procedure, facet: Facet, said: Told, also: Sequence[Facet]) -> tuple[Citation, ...]:
    quotes = [(FIELDS[one], facet_quote(procedure, one)) for one in ([facet] if said.lines else []) + list(also)]
    quotes += [(one.sentence.field, one.sentence.text) for one in said.details]
    return tuple(
        Citation(
            kind=Kind.PROCEDURE,
            id=procedure.code,
            title=procedure.name,
            field=field,
            quote=quote,
            source=procedure.source.uri or procedure.source.path,
            as_of=procedure.as_of or procedure.source.retrieved_on,
            note=signed(corrections_of(procedure, facet), "correction_note"),
        )
        for field, quote in quotes or [("name", procedure.name)]
    )
