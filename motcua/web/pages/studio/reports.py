"""Reports in the studio: brought, listed, taken away; and the office's own words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, HTTPException, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from motcua.narrations.drafts import Draft
from motcua.narrations.office_words import LONGEST
from motcua.narrations.workroom import Workroom
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw
from motcua.web.pages.studio.room import SEE_OTHER, STUDIO, ActingOfficer, Officer, Report, Room
from motcua.web.report_upload import uploaded_report
from tts.errors import TtsError

router = APIRouter(prefix=STUDIO, include_in_schema=False)
_NO_FILE = "Xin chọn một tệp báo cáo."

House = Annotated[Desk, Depends(desk_of)]


@router.get("")
def reports(request: Request, room: Room, _staff: Officer) -> Response:
    return _page(request, room)


@router.post("")
def bring(
    request: Request,
    room: Room,
    desk: House,
    staff: ActingOfficer,
    report: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Stays only where it can be read."""
    if report is None or not report.filename:
        return _page(request, room, _NO_FILE, 422)
    try:
        name, content = uploaded_report(report)
    except HTTPException as error:
        return _page(request, room, str(error.detail), error.status_code)
    draft = room.drafts.add(name, content, staff.user.login)
    try:
        room.script(draft)
    except TtsError as error:
        room.drafts.remove(draft.id)
        return _page(request, room, error.message, 422)
    desk.parts.staff_room.audit.note(staff.user.login, "report.bring", draft.id, name)
    return RedirectResponse(f"{STUDIO}/{draft.id}", SEE_OTHER)


@router.post("/{identifier}/remove")
def remove(staff: ActingOfficer, draft: Report, room: Room, desk: House) -> Response:
    """With what was read of it."""
    if draft.narration:
        room.narrations.shelf.remove(draft.narration)
    room.drafts.remove(draft.id)
    desk.parts.staff_room.audit.note(staff.user.login, "report.remove", draft.id, draft.name)
    return RedirectResponse(STUDIO, SEE_OTHER)


@router.get("/words")
def words(request: Request, room: Room, _staff: Officer) -> Response:
    return draw(request, "studio/words.html", words=room.words.all())


@router.post("/words/drop")
def drop(
    room: Room, desk: House, staff: ActingOfficer, written: Annotated[str, Form(min_length=1, max_length=LONGEST)]
) -> Response:
    room.words.drop(written)
    desk.parts.staff_room.audit.note(staff.user.login, "word.drop", written)
    return RedirectResponse(f"{STUDIO}/words", SEE_OTHER)


def _page(request: Request, room: Workroom, said: str = "", status: int = 200) -> Response:
    return draw(
        request, "studio/reports.html", status, drafts=[_listed(room, one) for one in room.drafts.all()], said=said
    )


def _listed(room: Workroom, draft: Draft) -> dict[str, object]:
    narration = room.narrations.shelf.get(draft.narration) if draft.narration else None
    return {"draft": draft, "narration": narration, "at": datetime.fromtimestamp(draft.brought_at, UTC)}
