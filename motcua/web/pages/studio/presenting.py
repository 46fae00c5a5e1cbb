"""A report shown on a projector while it is heard."""

from __future__ import annotations

import json

from fastapi import APIRouter, HTTPException, Request, Response

from motcua.narrations.order import State
from motcua.web.pages.drawing import draw
from motcua.web.pages.studio.room import STUDIO, Report, Room

router = APIRouter(prefix=STUDIO, include_in_schema=False)
_NOT_READY = "Báo cáo chưa đọc xong nên chưa trình chiếu được."


@router.get("/{identifier}/present")
def present(request: Request, draft: Report, room: Room) -> Response:
    """Everything but the sound stands in the page; the page fetches the sound whole, and then needs no network."""
    shelf = room.narrations.shelf
    narration = shelf.get(draft.narration) if draft.narration else None
    sheet = shelf.file(narration.id, "json") if narration and narration.state is State.DONE else None
    if narration is None or sheet is None:
        raise HTTPException(404, _NOT_READY)
    shown = json.loads(sheet.read_text(encoding="utf-8"))
    audio = f"/v1/narrations/{narration.id}/audio?format=mp3"
    return draw(request, "studio/present.html", sheet=shown, draft=draft, narration=narration, audio=audio)
