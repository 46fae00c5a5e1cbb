"""/v1/narrations: reports read aloud in the background."""

from __future__ import annotations

import datetime
import hmac
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Form, HTTPException, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.background import Background
from motcua.narrations.order import Narration, Order, State
from motcua.narrations.shelf import STEM
from motcua.narrations.studio import Narrations
from motcua.web.desk import Desk, desk_of
from motcua.web.lifespan import background_of
from motcua.web.models import Problem
from motcua.web.own_site import own_site
from motcua.web.report_upload import checked_report, uploaded_report
from motcua.web.signed_in import staff_of
from motcua.web.this_machine import is_on_this_machine
from tts.voices.settings import EngineChoice

router = APIRouter(prefix="/v1/narrations", tags=["Đọc báo cáo"])
_LONGEST_TEXT = 500_000  # characters
_LONGEST_BRIEF = 60  # minutes
_TYPES = {
    "mp3": "audio/mpeg",
    "m4b": "audio/mp4",
    "ogg": "audio/ogg",
    "vtt": "text/vtt; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
_BEARER = HTTPBearer(auto_error=False, description="MOTCUA_NARRATIONS_TOKEN, khi máy chủ đặt mã này.")
_GUARDED: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "Thiếu mã truy cập."},
    403: {"model": Problem, "description": "Tài khoản không được làm việc này."},
}
_WHO = "Đặt đọc báo cáo cần mã truy cập, hoặc cán bộ đã đăng nhập."
_NOT_ALLOWED = "Tài khoản này không được đặt đọc báo cáo, hoặc yêu cầu thiếu X-CSRF-Token."
_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "Không có, hoặc chưa đọc xong."}}


class StepOut(BaseModel):
    stage: Literal["speaking", "mastering", "writing"]
    done: int
    total: int
    seconds_left: float | None


class OutcomeOut(BaseModel):
    engine: str
    voice: str
    fallback: str | None
    seconds: float
    synthesised: int
    cached: int
    chapters: int
    loudness_lufs: float | None


class NarrationOut(BaseModel):
    """Một lần đọc báo cáo; `audio`, `subtitles`, `transcript` là địa chỉ, có khi `state` là done."""

    id: str
    name: str
    state: State
    ordered_at: datetime.datetime
    finished_at: datetime.datetime | None
    progress: StepOut | None
    result: OutcomeOut | None
    error: str | None
    audio: dict[str, str]
    subtitles: dict[str, str]
    transcript: str | None


def narrations_of(background: Annotated[Background, Depends(background_of)]) -> Narrations:
    if background.narrations is None:
        raise HTTPException(503, "Đọc báo cáo cần phần cài thêm: chạy `pip install 'motcua[bots,speech]'`.")
    return background.narrations


def admitted(
    request: Request,
    background: Annotated[Background, Depends(background_of)],
    desk: Annotated[Desk, Depends(desk_of)],
    staff: Annotated[SignedIn | None, Depends(staff_of)],
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> None:
    """Who may order and remove: whoever shows the settings' token, and officers who are signed in, with their sign-in's
    secret in X-CSRF-Token. A server that has neither token nor accounts obeys this machine alone.

    Whoever knows an id may hear what was ordered. Raises HTTPException 401, 403.
    """
    wanted = background.narrations_token
    if wanted and given and hmac.compare_digest(wanted.encode(), given.credentials.encode()):
        return
    if staff is not None:
        own_site(request)
        if staff.may(Role.DESK) and staff.owns(request.headers.get("x-csrf-token", "")):
            return
        raise HTTPException(403, _NOT_ALLOWED)
    is_guarded = wanted or desk.parts.staff_room.users.count_active(Role.DESK)
    if is_guarded or not is_on_this_machine(request):
        raise HTTPException(401, _WHO, {"WWW-Authenticate": "Bearer"})


Reading = Annotated[Narrations, Depends(narrations_of)]


@router.post(
    "",
    status_code=202,
    summary="Đặt đọc một báo cáo",
    dependencies=[Depends(admitted)],
    responses={
        **_GUARDED,
        413: {"model": Problem, "description": "Báo cáo dài quá."},
        429: {"model": Problem, "description": "Nhiều báo cáo đang chờ."},
    },
)
def order(
    narrations: Reading,
    response: Response,
    report: Annotated[UploadFile | None, File(description="DOCX, PDF, Markdown, HTML hoặc TXT.")] = None,
    text: Annotated[str | None, Form(max_length=_LONGEST_TEXT, description="Hoặc chữ của báo cáo.")] = None,
    engine: Annotated[EngineChoice, Form(description="Bộ đọc; auto: bộ tốt nhất đang dùng được.")] = "auto",
    voice: Annotated[str | None, Form(max_length=100, description="Tên giọng của bộ đọc đã chọn.")] = None,
    rate: Annotated[float, Form(ge=0.5, le=2, description="Tốc độ so với giọng gốc.")] = 1.0,
    brief: Annotated[float | None, Form(ge=0.5, le=_LONGEST_BRIEF, description="Chỉ đọc tóm lược, số phút.")] = None,
) -> NarrationOut:
    name, content = _report(report, text)
    narration = narrations.order(Order(name, engine, voice or None, rate, brief), content)
    if narration is None:
        raise HTTPException(429, "Đang có nhiều báo cáo chờ đọc; xin gửi lại sau.", {"Retry-After": "60"})
    response.headers["Location"] = f"{router.prefix}/{narration.id}"
    return _document(narration)


@router.get("/{identifier}", summary="Đọc tới đâu rồi", responses=_MISSING)
def state(identifier: str, narrations: Reading) -> NarrationOut:
    narration = narrations.shelf.get(identifier)
    if narration is None:
        raise HTTPException(404, "Không có lần đọc báo cáo này.")
    return _document(narration)


@router.delete(
    "/{identifier}",
    status_code=204,
    summary="Bỏ báo cáo và mọi tệp của nó",
    dependencies=[Depends(admitted)],
    responses={**_MISSING, **_GUARDED},
)
def remove(identifier: str, narrations: Reading) -> None:
    if not narrations.shelf.remove(identifier):
        raise HTTPException(404, "Không có lần đọc báo cáo này.")


@router.get("/{identifier}/audio", response_class=FileResponse, summary="Âm thanh", responses=_MISSING)
def audio(
    identifier: str,
    narrations: Reading,
    kind: Annotated[Literal["mp3", "m4b", "ogg"], Query(alias="format", description="Dạng tệp.")] = "mp3",
) -> FileResponse:
    return _file(narrations, identifier, kind, "inline")


@router.get("/{identifier}/subtitles", response_class=FileResponse, summary="Phụ đề", responses=_MISSING)
def subtitles(
    identifier: str,
    narrations: Reading,
    kind: Annotated[Literal["vtt", "srt"], Query(alias="format", description="Dạng tệp.")] = "vtt",
) -> FileResponse:
    return _file(narrations, identifier, kind, "inline")


@router.get("/{identifier}/transcript", response_class=FileResponse, summary="Bản chép lời", responses=_MISSING)
def transcript(identifier: str, narrations: Reading) -> FileResponse:
    """Trang để mở cạnh tệp mp3 đã tải về."""
    return _file(narrations, identifier, "html", "attachment")


def _report(report: UploadFile | None, text: str | None) -> tuple[str, bytes]:
    """Name and content of what is to be read."""
    if (report is None) == (text is None):
        raise HTTPException(422, "Xin gửi một tệp báo cáo (report) hoặc chữ của báo cáo (text), không phải cả hai.")
    if report is None:
        return checked_report("bao-cao.txt", (text or "").encode())
    return uploaded_report(report)


def _file(narrations: Narrations, identifier: str, kind: str, how: str) -> FileResponse:
    narration = narrations.shelf.get(identifier)
    path = narrations.shelf.file(identifier, kind)
    if narration is None or narration.state is not State.DONE or path is None:
        raise HTTPException(404, "Không có tệp này, hoặc báo cáo chưa đọc xong.")
    return FileResponse(path, media_type=_TYPES[kind], filename=f"{STEM}.{kind}", content_disposition_type=how)


def _document(narration: Narration) -> NarrationOut:
    base = f"{router.prefix}/{narration.id}"
    is_done = narration.state is State.DONE
    return NarrationOut(
        id=narration.id,
        name=narration.order.name,
        state=narration.state,
        ordered_at=_moment(narration.ordered_at),
        finished_at=_moment(narration.finished_at) if narration.finished_at else None,
        progress=StepOut.model_validate(narration.step, from_attributes=True) if narration.step else None,
        result=OutcomeOut.model_validate(narration.outcome, from_attributes=True) if narration.outcome else None,
        error=narration.error,
        audio={kind: f"{base}/audio?format={kind}" for kind in ("mp3", "m4b", "ogg")} if is_done else {},
        subtitles={kind: f"{base}/subtitles?format={kind}" for kind in ("vtt", "srt")} if is_done else {},
        transcript=f"{base}/transcript" if is_done else None,
    )


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
