"""An answer read aloud."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import FileResponse

from bots.desk import VoiceForm
from motcua.background import Background
from motcua.web.desk import Desk, desk_of
from motcua.web.lifespan import background_of
from motcua.web.own_site import own_site
from motcua.web.pages.drawing import draw, is_piece
from motcua.web.rates import conversation_buckets
from motcua.web.visitor import visitor_of

router = APIRouter(prefix="/listen", include_in_schema=False)
_KIND, _TYPE = "mp3", "audio/mpeg"
_GONE = "Không còn câu trả lời này; anh/chị vui lòng hỏi lại."

Sounds = Annotated[Background, Depends(background_of)]


@router.post("", dependencies=[Depends(own_site)])
def listen(
    request: Request,
    desk: Annotated[Desk, Depends(desk_of)],
    background: Sounds,
    turn: Annotated[int, Form(ge=1, le=100_000)],
) -> Response:
    """Only answers that were given are read, so that nobody has other words spoken here."""
    visitor = visitor_of(request)
    kept = desk.memories.trace(visitor.session, turn) if visitor else None
    if visitor is None or kept is None:
        raise HTTPException(404, _GONE)
    conversation_buckets(request).hold(visitor.session)
    path = background.voice_notes.recording(str(kept.answer["text"]), VoiceForm.LINK)
    template = "listen.html" if is_piece(request) else "listen_page.html"
    return draw(request, template, source=f"/listen/{path.name}" if path else None)


@router.get("/{name}.mp3")
def sound(name: str, background: Sounds) -> Response:
    path = background.voice_notes.file(name, _KIND)
    if path is None:
        raise HTTPException(404, _GONE)
    return FileResponse(path, media_type=_TYPE)
