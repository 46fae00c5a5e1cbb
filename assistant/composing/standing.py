"""What an answer says of the record itself: that it has ended, that sources contradict each other, who corrected it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.answers import Answer, AnswerWarning, Facet, ProcedureName, Reason, Status
from assistant.composing.answer import source_line
from assistant.messages import message
from knowledge.citations import Citation
from knowledge.passages import Kind
from knowledge.procedures import Procedure, RecordWarning
from knowledge.record_notes import LifeFlag

if TYPE_CHECKING:
    from assistant.answering import Office

_REPEALED = "repealed"  # the source itself says that it no longer holds
_ENDED = (LifeFlag.NO_LONGER_IN_FORCE.value, _REPEALED)
_NOT_ANSWERED = (LifeFlag.OUTDATED_SOURCE.value, LifeFlag.NAMESAKE.value)


def instead_of_record(procedure: Procedure, office: Office, on: date) -> Answer | None:
    """The answer where the record may not be answered from on the day: it has ended, or only an old source has it."""
    flag = _flag(procedure, _NOT_ANSWERED)
    name = ProcedureName(procedure.code, procedure.name)
    if flag is not None:
        day = procedure.as_of or procedure.source.retrieved_on
        key = "outdated_source" if day else "outdated_source_undated"
        key = "namesake" if flag.code == LifeFlag.NAMESAKE else key
        text = message(
            key,
            name=procedure.name,
            code=procedure.code,
            contact=office.contact,
            day=f"{day:%d/%m/%Y}" if day else "",
        )
        return Answer(Status.HANDOFF, Reason.OFFICE_KNOWS, text, procedure=name, warnings=_warnings(procedure))
    if not has_ended(procedure, on):
        return None
    last, told = procedure.valid_to, _flag(procedure, _ENDED)
    reason = told.message if told else message("ended_after", day=f"{last:%d/%m/%Y}" if last else "")
    text = message("ended", name=procedure.name, code=procedure.code, reason=reason, contact=office.contact)
    return Answer(
        Status.ANSWERED,
        Reason.RECORD,
        f"{text}\n{source_line(procedure, Facet.OVERVIEW)}",
        procedure=name,
        facet=Facet.VALIDITY.value,
        citations=(_citation(procedure, (told.quote if told else None) or reason),),
        warnings=_warnings(procedure),
    )


def has_ended(procedure: Procedure, on: date) -> bool:
    """Whether an announced end has come: a day that has passed, or an announcement that gives no day."""
    if procedure.valid_to is not None:
        return procedure.valid_to < on
    return _flag(procedure, _ENDED) is not None


def _flag(procedure: Procedure, codes: tuple[str, ...]) -> RecordWarning | None:
    return next((flag for flag in procedure.warnings if flag.code in codes), None)


def _warnings(procedure: Procedure) -> tuple[AnswerWarning, ...]:
    return tuple(AnswerWarning(one.code, one.message) for one in procedure.warnings)


def _citation(procedure: Procedure, quote: str) -> Citation:
    return Citation(
        kind=Kind.PROCEDURE,
        id=procedure.code,
        title=procedure.name,
        field="validity",
        quote=quote,
        source=procedure.source.uri or procedure.source.path,
        as_of=procedure.as_of or procedure.source.retrieved_on,
    )
