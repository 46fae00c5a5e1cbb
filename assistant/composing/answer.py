"""Composes the answer on one facet of a procedure: the facet, what else was asked, what to do next, the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answers import Answer, AnswerWarning, Facet, ProcedureName, Reason, Status
from assistant.composing.asked import Asked
from assistant.composing.corrections import cautions, corrections_of, signed
from assistant.composing.fields import duration_text, facet_lines, facet_quote, in_short, notes_among, place_name
from assistant.composing.forms import form_links
from assistant.composing.lines import fitted
from assistant.composing.sentences import Picked, excerpt, pick, shortened, speaks_of
from assistant.data_files import data_file
from knowledge.citations import Citation
from knowledge.passages import Kind
from knowledge.procedures import Procedure
from knowledge.sentences import sentences_of
from knowledge.text.fold import fold

_LONGEST = 1240  # characters of an answer, its marks and line breaks aside
_DETAIL_ROOM = 430  # of which for picked sentences
_DETAILS = 3
_LEAST_DETAIL = 0.3  # a lower score says that no sentence speaks of what was asked
_SURE_DETAIL = 0.6  # the best sentence is shown from here, whatever field it stands in
_NEAREST = 2  # sentences that are shown where none states the amount asked for
_NOTES_ROOM = 200  # with less left the notes on papers stay out
_LONGEST_TITLE = 140
# Facets that a record has no field for, or whose field is a long text: the sentences that answer come first.
_NARROW = frozenset({Facet.STEPS, Facet.ELIGIBILITY, Facet.VALIDITY, Facet.FORM, Facet.OVERVIEW})
_FIELDS = {
    Facet.DOCUMENTS: "documents",
    Facet.FEE: "submission_methods",
    Facet.DURATION: "submission_methods",
    Facet.PLACE: "agencies",
    Facet.STEPS: "steps",
    Facet.ONLINE: "submission_methods",
    Facet.ELIGIBILITY: "conditions",
    Facet.RESULT: "results",
    Facet.LEGAL_BASIS: "legal_basis",
    Facet.FORM: "documents",
    Facet.VALIDITY: "steps",
    Facet.OVERVIEW: "name",
}


# Texts of sentences -> their nearness in meaning to the question, None where it isn't known.
Nearness = Callable[[Sequence[str]], Sequence[float | None]]


def compose(procedure: Procedure, asked: Asked, nearness: Nearness | None) -> Answer:
    """A short answer from the record alone. Every figure in it is copied from the record.

    Without `nearness` only the facet's own lines are given, no sentences picked out of the running text.
    """
    words = data_file("composing.yaml")
    heading = words["heading"][asked.facet.value].format(name=shortened(procedure.name, (), _LONGEST_TITLE))
    also = in_short(procedure, asked.also, asked.on)
    ending = [
        *(f"- {line}" for line in also),
        *form_links(procedure, asked.facet),
        *cautions(procedure, asked.facet, asked.on),
        _next_step(procedure, asked.facet),
        source_line(procedure, asked.facet),
        words["sample"] if procedure.sample else "",
    ]
    room = _LONGEST - len(heading) - sum(map(len, ending)) - len(words["detail"])
    all_lines = facet_lines(procedure, asked.facet, asked.on)
    details = _details(procedure, asked, nearness, all_lines, room) if nearness and not _says_all(asked) else []
    quoted = [f"- {excerpt(one.sentence.text, asked)}" for one in details]
    lines: list[str] = []
    listed: list[str] = []
    if not details or asked.facet not in _NARROW - {Facet.OVERVIEW}:
        lines, left = _listed(all_lines, procedure, asked, room - sum(map(len, quoted)))
        listed = [f"- {line}" for line in lines]
        if left and asked.facet is Facet.DOCUMENTS:
            listed.append(words["more_documents"])
    body = _body(asked, listed, quoted)
    parts = [heading, *(body or [words["not_stated"][asked.facet.value]]), *ending]
    return Answer(
        status=Status.ANSWERED,
        reason=Reason.RECORD if body else Reason.NOT_STATED,
        text="\n".join(part for part in parts if part),
        procedure=ProcedureName(procedure.code, procedure.name),
        facet=asked.facet.value,
        citations=_citations(procedure, asked.facet, lines, details, asked.also if also else ()),
        warnings=tuple(AnswerWarning(one.code, one.message) for one in procedure.warnings),
    )


def _listed(all_lines: Sequence[str], procedure: Procedure, asked: Asked, room: int) -> tuple[list[str], int]:
    """The lines that fit, and how many don't. Notes on papers take only the room that the papers leave."""
    if asked.facet is not Facet.DOCUMENTS:
        return fitted(all_lines, asked.words, room)
    notes = notes_among(procedure)
    papers = all_lines[: len(all_lines) - notes]
    lines, left = fitted(papers, asked.words, room)
    spare = room - sum(map(len, lines))
    if notes and spare > _NOTES_ROOM:
        more, out = fitted(all_lines[len(papers) :], asked.words, spare)
        return [*lines, *more], left + out
    return lines, left + notes


def _says_all(asked: Asked) -> bool:
    """Whether the facet's own field answers the question whole."""
    return asked.is_plain and asked.facet not in (_NARROW | {Facet.DURATION}) - {Facet.OVERVIEW}


def _body(asked: Asked, listed: Sequence[str], quoted: Sequence[str]) -> list[str]:
    """The facet's lines and the picked sentences: what answers first; said so where the amount asked for is in none."""
    words = data_file("composing.yaml")
    if not quoted:
        return list(listed)
    if asked.facet not in _NARROW:
        return [*listed, words["detail"], *quoted]
    if asked.measure and not any(map(asked.measure.is_stated_in, (*quoted, *listed))):
        return [words["not_quite"], *quoted[:_NEAREST]]
    return [*quoted, *listed]


def _details(procedure: Procedure, asked: Asked, nearness: Nearness, lines: Sequence[str], most: int) -> list[Picked]:
    """Sentences that answer what the facet's lines don't say yet."""
    sentences = sentences_of(procedure)
    near = nearness([sentence.text for sentence in sentences])
    narrow = asked.facet in _NARROW - {Facet.OVERVIEW}
    shown = "" if narrow else fold(" ".join(lines)).lower()
    kept: list[Picked] = []
    room = most if narrow else min(most, _DETAIL_ROOM)
    for place, one in enumerate(pick(asked, sentences, near)):
        length = len(excerpt(one.sentence.text, asked))
        if one.score < _LEAST_DETAIL or len(kept) == _DETAILS + narrow:
            break
        # The best may answer what no sign of the facet tells; papers need the room for themselves.
        surely = place == 0 and one.score >= _SURE_DETAIL and asked.facet is not Facet.DOCUMENTS
        if not (narrow or surely or asked.facet is Facet.OVERVIEW or speaks_of(one.sentence, asked)):
            continue
        if fold(one.sentence.text).lower().rstrip(" .;,") not in shown and length <= room:
            kept.append(one)
            room -= length
    return kept


def _next_step(procedure: Procedure, facet: Facet) -> str:
    words = data_file("composing.yaml")
    values = {"place": place_name(procedure), "duration": duration_text(procedure)}
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


def _citations(
    procedure: Procedure, facet: Facet, lines: Sequence[str], details: Sequence[Picked], also: Sequence[Facet]
) -> tuple[Citation, ...]:
    quotes = [(_FIELDS[one], facet_quote(procedure, one)) for one in ([facet] if lines else []) + list(also)]
    quotes += [(one.sentence.field, one.sentence.text) for one in details]
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
