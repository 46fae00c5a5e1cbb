"""What is kept of citizens, in plain words; and for each their own data, to take along or to have erased."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from motcua.casework.person_data import PersonData
from motcua.settings import Settings
from motcua.web.desk import Desk, desk_of
from motcua.web.own_site import own_site
from motcua.web.pages.drawing import draw
from motcua.web.visitor import forget, visitor_of

router = APIRouter(prefix="/du-lieu-ca-nhan", include_in_schema=False)
_SEE_OTHER = 303

House = Annotated[Desk, Depends(desk_of)]


@router.get("")
def notice(request: Request, desk: House, erased: bool = False) -> Response:
    settings = desk.parts.settings
    visitor = visitor_of(request)
    kept = len(desk.memories.turns(visitor.session)) if visitor else 0
    return draw(
        request, "own_data.html", settings=settings, writer=_writer(settings), kept=kept, known=visitor, erased=erased
    )


@router.get("/export")
def export(request: Request, desk: House) -> Response:
    visitor = visitor_of(request)
    data = _data(desk).export(visitor.session) if visitor else {}
    body = json.dumps(data, ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": 'attachment; filename="mot-cua.json"', "Cache-Control": "no-store"}
    return Response(body, media_type="application/json", headers=headers)


@router.post("/erase", dependencies=[Depends(own_site)])
def erase(request: Request, desk: House) -> Response:
    visitor = visitor_of(request)
    if visitor is not None:
        _data(desk).erase(visitor.session)
    response = RedirectResponse("/du-lieu-ca-nhan?erased=true", _SEE_OTHER)
    forget(request, response)
    return response


def _data(desk: Desk) -> PersonData:
    return PersonData(desk.memories, desk.parts.staff_room.waiting)


def _writer(settings: Settings) -> str | None:
    """Where questions may go to be put into words: the chat model's server; None without one."""
    if not settings.chat_model:
        return None
    return urlsplit(settings.chat_base_url).netloc or settings.chat_model
