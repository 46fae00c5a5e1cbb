"""A report on its way to sound: ordered, how far it is, and what came of it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from motcua.narrations.drafts import Draft
from motcua.narrations.order import UNFINISHED
from motcua.narrations.voice_choices import chosen_voice
from motcua.narrations.workroom import Workroom
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw, is_piece
from motcua.web.pages.studio.room import SEE_OTHER, STUDIO, ActingOfficer, Report, Room

router = APIRouter(prefix=STUDIO, include_in_schema=False)
_FULL = "Đang có nhiều báo cáo chờ đọc; xin thử lại sau."

House = Annotated[Desk, Depends(desk_of)]


@router.post("/{identifier}/order")
def order(
    staff: ActingOfficer,
    draft: Report,
    room: Room,
    desk: House,
    voice: Annotated[str, Form(max_length=40)] = "",
    rate: Annotated[float, Form(ge=0.5, le=2)] = 1.0,
) -> Response:
    """What was read of it before stays until it is removed or old."""
    if narration_values(room, draft)["is_open"]:
        return RedirectResponse(f"{STUDIO}/{draft.id}#doc", SEE_OTHER)  # pressed twice
    narration = room.order(draft, chosen_voice(desk.parts.settings, voice), rate)
    if narration is None:
        raise HTTPException(429, _FULL, {"Retry-After": "60"})
    desk.parts.staff_room.audit.note(staff.user.login, "report.order", draft.id, narration.id)
    return RedirectResponse(f"{STUDIO}/{draft.id}#doc", SEE_OTHER)


@router.get("/{identifier}/progress")
def progress(request: Request, draft: Report, room: Room) -> Response:
    if not is_piece(request):
        return RedirectResponse(f"{STUDIO}/{draft.id}#doc", SEE_OTHER)
    return draw(request, "studio/progress.html", draft=draft, **narration_values(room, draft))


def narration_values(room: Workroom, draft: Draft) -> dict[str, Any]:
    """What templates show of the last narration of a report."""
    narration = room.narrations.shelf.get(draft.narration) if draft.narration else None
    is_open = narration is not None and narration.state in UNFINISHED
    can_present = narration is not None and room.narrations.shelf.file(narration.id, "json") is not None
    return {"narration": narration, "is_open": is_open, "can_present": can_present}
