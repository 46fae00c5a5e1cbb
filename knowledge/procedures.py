"""The typed record of an administrative procedure (thủ tục hành chính).

Every field is copied from its source. What the source doesn't say stays None (or an empty tuple): nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """How an application is handed in (hình thức nộp)."""

    ONLINE = "online"
    IN_PERSON = "in_person"
    POST = "post"


class DurationUnit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


class AgencyRole(StrEnum):
    AUTHORITY = "authority"  # cơ quan có thẩm quyền
    IMPLEMENTING = "implementing"  # cơ quan thực hiện
    RECEIVING = "receiving"  # địa chỉ tiếp nhận hồ sơ
    DELEGATED = "delegated"  # cơ quan được ủy quyền
    COORDINATING = "coordinating"  # cơ quan phối hợp


class OnlineLevel(StrEnum):
    FULL = "full"  # toàn trình
    PARTIAL = "partial"  # một phần


@dataclass(frozen=True, slots=True)
class Agency:
    role: AgencyRole
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    number: int  # 1-based order of reading
    text: str


@dataclass(frozen=True, slots=True)
class Duration:
    text: str  # as read: "5 Ngày làm việc"
    value: float | None
    unit: DurationUnit | None


@dataclass(frozen=True, slots=True)
class Fee:
    text: str  # the sentence as read, with its sum
    amount_vnd: int | None  # dong; 0 = free of charge; None = no sum named
    valid_from: date | None = None
    valid_to: date | None = None  # last day on which the rate holds
    condition: str | None = None  # whom or what the rate is for


@dataclass(frozen=True, slots=True)
class SubmissionMethod:
    channel: Channel
    duration: Duration | None
    fees: tuple[Fee, ...]
    description: str | None


@dataclass(frozen=True, slots=True)
class DocumentRequirement:
    name: str
    form: str | None  # name of the form file or form number
    originals: int | None
    copies: int | None
    case: str | None  # the case that it is asked for in, where the source groups papers by case
    form_link: str | None = None  # where the form can be had, if the source holds an address


@dataclass(frozen=True, slots=True)
class LegalBasis:
    number: str | None  # "158/2024/NĐ-CP"
    title: str | None


@dataclass(frozen=True, slots=True)
class Result:
    code: str | None  # "KQ.G04.000504"
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    uri: str | None  # the public address of the record
    path: str  # the file that was read
    digest: str  # sha256 of the file's bytes, hex
    retrieved_on: date | None  # when the source was read from its publisher, where known


@dataclass(frozen=True, slots=True)
class RecordWarning:
    """A flag on the record. `code` is one of `ingest`'s closed list; `field` names the field of the record."""

    code: str
    message: str  # Vietnamese, for staff
    field: str | None = None
    quote: str | None = None  # the words as read


@dataclass(frozen=True, slots=True)
class FormFile:
    """A form (mẫu đơn, tờ khai) that the source attaches to the procedure."""

    name: str
    link: str | None = None  # where it can be had


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A person's correction that the record shows: what, who, when and why."""

    field: str  # the place in the record: "submission_methods[*].fees", "conditions"
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Procedure:
    code: str  # "3.000347"
    name: str
    decision_number: str | None
    level: tuple[str, ...]  # cấp thực hiện
    sector: str | None  # lĩnh vực
    audience: tuple[str, ...]
    agencies: tuple[Agency, ...]
    steps: tuple[Step, ...]
    submission_methods: tuple[SubmissionMethod, ...]
    documents: tuple[DocumentRequirement, ...]
    legal_basis: tuple[LegalBasis, ...]
    conditions: str | None  # yêu cầu, điều kiện
    results: tuple[Result, ...]
    online_level: OnlineLevel | None
    related: tuple[str, ...]
    source: Source
    as_of: date | None  # the day the source's text is known to have stood
    warnings: tuple[RecordWarning, ...] = ()
    sample: bool = False  # shipped sample data: every answer says so
    valid_from: date | None = None  # first day in force, where stated
    valid_to: date | None = None  # last day in force, where an end is announced
    forms: tuple[FormFile, ...] = ()  # attached to the procedure as a whole; those of a paper stand with it
    corrections: tuple[CorrectionNote, ...] = ()

    def has_warning(self, code: str) -> bool:
        return any(warning.code == code for warning in self.warnings)
