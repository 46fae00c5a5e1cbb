"""The answer to a citizen's question, and the closed lists that it speaks in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from knowledge.citations import Citation


class Status(StrEnum):
    ANSWERED = "answered"
    CLARIFY = "clarify"
    REFUSED = "refused"
    HANDOFF = "handoff"
    SMALLTALK = "smalltalk"


class Reason(StrEnum):
    """Why an answer has its status."""

    # answered
    RECORD = "record"  # from a procedure's record
    PROVISION = "provision"  # from a clause of law
    GUIDANCE = "guidance"  # from a guidance passage
    CURATED = "curated"  # written and signed by an officer
    NOT_STATED = "not_stated"  # the procedure is known, its record does not state what was asked
    NO_SUCH_PROVISION = "no_such_provision"  # the clause that was named does not exist
    DUE_DATE = "due_date"
    DATA_ERASED = "data_erased"
    # clarify
    SEVERAL_PROCEDURES = "several_procedures"
    WHICH_VEHICLE = "which_vehicle"
    WHICH_DOCUMENT = "which_document"  # several legal documents are called so
    UNREADABLE = "unreadable"  # no words to go by
    # refused
    OFF_TOPIC = "off_topic"
    NOT_IN_SOURCES = "not_in_sources"
    DATE_NOT_COVERED = "date_not_covered"
    INSTRUCTIONS = "instructions"  # text that tries to command the program
    OTHER_PERSONS_DATA = "other_persons_data"
    UNLAWFUL = "unlawful"  # forged papers, bribes
    ABUSE = "abuse"
    OUTAGE = "outage"
    # handoff
    PERSONAL_FILE = "personal_file"
    COMPLAINT = "complaint"
    OFFICE_KNOWS = "office_knows"  # queues, opening hours, names: what only the office knows
    ASKED_FOR_PERSON = "asked_for_person"
    DISTRESS = "distress"
    # smalltalk
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    IDENTITY = "identity"


class Facet(StrEnum):
    """What about a procedure is asked; the names follow the record's fields."""

    DOCUMENTS = "documents"
    FEE = "fee"
    DURATION = "duration"
    PLACE = "place"
    STEPS = "steps"
    ONLINE = "online"
    ELIGIBILITY = "eligibility"
    RESULT = "result"
    LEGAL_BASIS = "legal_basis"
    FORM = "form"
    VALIDITY = "validity"
    OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class ProcedureName:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice offered when asking back; `label` is plain words, `name` the official title."""

    code: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class AnswerWarning:
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: Status
    reason: Reason
    text: str  # Vietnamese, for the citizen
    procedure: ProcedureName | None = None
    facet: str | None = None  # a Facet, or "penalty", "provision" for answers from law
    options: tuple[Option, ...] = ()
    citations: tuple[Citation, ...] = ()
    warnings: tuple[AnswerWarning, ...] = ()


def answer_to_dict(answer: Answer, latency_ms: float) -> dict[str, Any]:
    """The document of design.md section 4, ready for JSON."""
    return {
        "status": answer.status.value,
        "reason": answer.reason.value,
        "text": answer.text,
        "procedure": _plain(answer.procedure),
        "facet": answer.facet,
        "options": [_plain(option) for option in answer.options],
        "citations": [_citation(citation) for citation in answer.citations],
        "warnings": [_plain(warning) for warning in answer.warnings],
        "latency_ms": round(latency_ms, 1),
    }


def _plain(value: ProcedureName | Option | AnswerWarning | None) -> Mapping[str, str] | None:
    return None if value is None else {name: getattr(value, name) for name in value.__slots__}


def _citation(citation: Citation) -> dict[str, Any]:
    plain = {name: getattr(citation, name) for name in citation.__slots__}
    return plain | {"kind": citation.kind.value, "as_of": citation.as_of.isoformat() if citation.as_of else None}
