"""Answers that are not composed from a record's field: asking back, refusing, screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answers import Answer, Option, ProcedureName, Reason, Status
from assistant.messages import message
from assistant.screening.screens import ScreenResult
from assistant.turn import Turn
from knowledge.procedures import Procedure
from knowledge.serialise import procedure_to_dict

if TYPE_CHECKING:
    from assistant.answering import Office


def screened(found: ScreenResult, office: Office) -> Answer:
    return Answer(found.status, found.reason, _say(found.message, office))


def not_in_sources(office: Office) -> Answer:
    return Answer(Status.REFUSED, Reason.NOT_IN_SOURCES, _say("not_in_sources", office))


def not_yet(year: int, office: Office) -> Answer:
    text = message("not_yet", year=str(year), contact=office.contact)
    return Answer(Status.REFUSED, Reason.DATE_NOT_COVERED, text)


def ask_back(ask: str | None, options: Sequence[Option]) -> Answer:
    """One short question with its choices, numbered so that they can be chosen where there are no buttons."""
    lines = [ask or message("which_procedure")]
    lines += [f"{number}. {option.label}" for number, option in enumerate(options, start=1)]
    return Answer(Status.CLARIFY, Reason.SEVERAL_PROCEDURES, "\n".join(lines), options=tuple(options))


def names_nothing() -> Answer:
    """ "Phí bao nhiêu?" with nothing in play."""
    return Answer(Status.CLARIFY, Reason.SEVERAL_PROCEDURES, message("no_content"))


def said_unsure(answer: Answer, turn: Turn) -> Answer:
    """Tells where the procedure may not be the one that is asked for."""
    return replace(answer, text=f"{message('unsure')}\n{answer.text}") if turn.is_unsure else answer


def foreign_text(procedure: Procedure, office: Office) -> Answer:
    text = message("foreign_text", name=procedure.name, code=procedure.code, contact=office.contact)
    return Answer(Status.HANDOFF, Reason.OFFICE_KNOWS, text, procedure=ProcedureName(procedure.code, procedure.name))


def unsupported(procedure: Procedure, office: Office) -> Answer:
    """The checker found a figure that the record does not state: nothing of the answer is sent."""
    text = message("unsupported", name=procedure.name, contact=office.contact)
    return Answer(Status.HANDOFF, Reason.OFFICE_KNOWS, text, procedure=ProcedureName(procedure.code, procedure.name))


def sources_of(procedure: Procedure) -> list[str]:
    """All text of the record, for the checker; the record's own figures are written as the answer writes them."""
    texts: list[str] = []
    _collect(procedure_to_dict(procedure), texts)
    texts += [f"tệp {paper.form};" for paper in procedure.documents if paper.form]
    texts += [f"{paper.originals} bản chính; {paper.copies} bản sao" for paper in procedure.documents]
    days = [
        day for method in procedure.submission_methods for fee in method.fees for day in (fee.valid_from, fee.valid_to)
    ]
    days += [procedure.as_of, procedure.source.retrieved_on, procedure.valid_from, procedure.valid_to]
    days += [one.on for one in procedure.corrections]
    return texts + [f"{day:%d/%m/%Y}" for day in days if day]


def _collect(value: object, texts: list[str]) -> None:
    if isinstance(value, dict):
        for item in value.values():
            _collect(item, texts)
    elif isinstance(value, list):
        for item in value:
            _collect(item, texts)
    elif isinstance(value, str):
        texts.append(value)


def _say(key: str, office: Office) -> str:
    return message(key, contact=office.contact, hours=office.hours, helpline=office.helpline)
