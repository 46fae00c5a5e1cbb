"""The bodies of requests and answers, as the OpenAPI page describes them."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from assistant.answers import Reason, Status

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST_QUESTION = 5_000  # characters

SessionName = Annotated[str, StringConstraints(min_length=8, max_length=100, pattern=r"^[A-Za-z0-9._-]+$")]


def _iso_day(value: object) -> object:
    """Numbers are no days here, though pydantic would read seconds into them."""
    if value is not None and not (isinstance(value, str) and _ISO_DAY.fullmatch(value)):
        raise PydanticCustomError("date_parsing", "not an ISO day")
    return value


def _number(value: object) -> object:
    """JSON knows 95.0 as a whole number; "95" and true are none."""
    if isinstance(value, str | bool):
        raise PydanticCustomError("int_type", "not a number")
    return value


IsoDay = Annotated[datetime.date | None, BeforeValidator(_iso_day)]
WHOLE = BeforeValidator(_number)  # behind the limits of the field
StrictBool = Annotated[bool, Field(strict=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AskRequest(_Strict):
    """Một câu hỏi; cùng `session` thì câu sau được hiểu theo câu trước."""

    question: Annotated[str, Field(max_length=LONGEST_QUESTION, description="Câu hỏi, có dấu hoặc không dấu.")]
    session: Annotated[SessionName | None, Field(description="Tên cuộc trò chuyện do bên gọi đặt, khó đoán.")] = None
    date: Annotated[IsoDay, Field(description="Trả lời như vào ngày này; bỏ trống: hôm nay.")] = None
    trace: Annotated[StrictBool, Field(description="Trả kèm các bước đi tới câu trả lời.")] = False


class FeedbackRequest(_Strict):
    session: Annotated[SessionName, Field(description="Cuộc trò chuyện đã dùng khi hỏi.")]
    useful: Annotated[StrictBool, Field(description="Câu trả lời có ích hay không.")]
    turn: Annotated[int | None, Field(ge=1, le=100_000, description="Lượt thứ mấy; bỏ trống: lượt cuối."), WHOLE] = None
    comment: Annotated[str, Field(max_length=1_000, description="Điều gì chưa đúng.")] = ""


class Kept(BaseModel):
    status: Literal["kept"] = "kept"


class SearchRequest(_Strict):
    query: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION, description="Câu cần tìm.")]
    count: Annotated[int, Field(ge=1, le=100, description="Số kết quả."), WHOLE] = 10
    kind: Annotated[Literal["procedure", "provision", "guidance"] | None, Field(description="Chỉ tìm loại này.")] = None


class ProcedureName(BaseModel):
    code: str
    name: str


class OptionOut(ProcedureName):
    label: str


class CitationOut(BaseModel):
    kind: Literal["procedure", "provision", "guidance"]
    id: str
    title: str
    field: str | None
    article: str | None
    clause: str | None
    point: str | None
    quote: str
    source: str
    as_of: datetime.date | None
    note: str = ""  # who corrected the quoted words, when and why


class WarningOut(BaseModel):
    code: str
    message: str


class AnswerOut(BaseModel):
    """Câu trả lời đã được đối chiếu với nguồn trích dẫn."""

    status: Status
    reason: Reason
    text: str
    procedure: ProcedureName | None
    facet: str | None
    options: list[OptionOut]
    citations: list[CitationOut]
    warnings: list[WarningOut]
    latency_ms: float
    trace: list[dict[str, Any]] | None = None


class HitOut(BaseModel):
    id: str
    document: str
    kind: Literal["procedure", "provision", "guidance"]
    title: str
    score: float
    text: str


class HitsOut(BaseModel):
    hits: list[HitOut]


class ProcedureItem(ProcedureName):
    sector: str | None


class ProcedurePage(BaseModel):
    total: int
    page: int
    size: int
    items: list[ProcedureItem]


class Health(BaseModel):
    status: Literal["ok"] = "ok"


class Readiness(Health):
    procedures: int
    passages: int


class Problem(BaseModel):
    """RFC 9457, application/problem+json."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] | None = None
