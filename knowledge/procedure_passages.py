"""A procedure record -> the passages under which it is found."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.needs import NO_NEED, Need
from knowledge.passages import Kind, Passage
from knowledge.procedures import Procedure, SubmissionMethod

# Raise it when the passages change: the next ingest then derives them anew from unchanged files.
VERSION = "1"

NAME, NEED, ABOUT = "name", "need", "about"
# Passages of these fields are embedded; the rest is found by its words (a record's body says too many things at once).
EMBEDDED_FIELDS = frozenset({NAME, NEED, ABOUT})

_ABOUT_LENGTH = 700  # characters, about 200 tokens
_CHUNK = 1200  # characters


def procedure_passages(procedure: Procedure, need: Need = NO_NEED) -> list[Passage]:
    """Passages in reading order. Records whose text belongs to another procedure are found by their name only."""
    own = not procedure.has_warning("foreign_text")
    parts = [(NAME, _name(procedure)), *((f"{NEED}.{n}", phrase) for n, phrase in enumerate(need.phrases))]
    if own:
        parts.extend(_body(procedure))
    return [
        Passage(
            id=f"procedure:{procedure.code}#{field}",
            document=procedure.code,
            kind=Kind.PROCEDURE,
            title=procedure.name,
            text=text,
            field=field,
        )
        for field, text in parts
        if text
    ]


def field_group(field: str | None) -> str:
    """ "need.3" -> "need": the field without the number of its chunk."""
    return (field or "").partition(".")[0]


def _name(procedure: Procedure) -> str:
    return ". ".join(filter(None, (procedure.name, procedure.sector)))


def _body(procedure: Procedure) -> Iterator[tuple[str, str]]:
    yield ABOUT, _about(procedure)
    yield from _chunks("steps", "\n".join(step.text for step in procedure.steps))
    yield from _chunks("documents", "\n".join(_document_lines(procedure)))
    yield from _chunks("methods", "\n".join(_method_line(method) for method in procedure.submission_methods))
    yield from _chunks("conditions", procedure.conditions or "")
    yield from _chunks("results", "\n".join(result.name for result in procedure.results))
    yield from _chunks("agencies", "\n".join(agency.name for agency in procedure.agencies))
    legal = (" ".join(filter(None, (basis.number, basis.title))) for basis in procedure.legal_basis)
    yield from _chunks("legal_basis", "\n".join(legal))


def _about(procedure: Procedure) -> str:
    results = "; ".join(result.name for result in procedure.results)
    papers = "; ".join(document.name[:120] for document in procedure.documents[:6])
    text = f"{procedure.name}. Kết quả: {results}. Yêu cầu: {(procedure.conditions or '')[:250]}. Hồ sơ: {papers}"
    return text[:_ABOUT_LENGTH]


def _document_lines(procedure: Procedure) -> Iterator[str]:
    for document in procedure.documents:
        yield " ".join(filter(None, (document.case and f"{document.case}:", document.name, document.form)))


def _method_line(method: SubmissionMethod) -> str:
    fees = "; ".join(fee.text for fee in method.fees)
    parts = (method.duration.text if method.duration else "", fees, method.description or "")
    return ". ".join(filter(None, parts))


def _chunks(field: str, text: str) -> Iterator[tuple[str, str]]:
    """Text in chunks of whole lines of about _CHUNK characters."""
    chunk: list[str] = []
    number = 0
    for line in text.split("\n"):
        if chunk and sum(map(len, chunk)) + len(line) > _CHUNK:
            yield f"{field}.{number}", "\n".join(chunk)
            chunk, number = [], number + 1
        chunk.append(line)
    yield f"{field}.{number}", "\n".join(chunk).strip()
