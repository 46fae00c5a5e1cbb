"""One person's data, for administrators: a citizen asked for it, or to have it erased."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from bots.store.database import open_bots_database
from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.casework.person_data import PersonData
from motcua.web.channel_office import ChannelOffice, channel_office_of
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw
from motcua.web.signed_in import changes, needs

router = APIRouter(prefix="/desk/people", include_in_schema=False)
_SEE_OTHER = 303

House = Annotated[Desk, Depends(desk_of)]
Channels = Annotated[ChannelOffice, Depends(channel_office_of)]
ActingAdmin = Annotated[SignedIn, Depends(changes(Role.ADMIN))]
Name = Annotated[str, Form(min_length=3, max_length=200, pattern=r"^[a-z-]+:.+$")]


@router.get("")
def people(request: Request, _staff: Annotated[SignedIn, Depends(needs(Role.ADMIN))], erased: str = "") -> Response:
    return draw(request, "desk/people.html", erased=erased)


@router.post("/export")
def export(desk: House, channels: Channels, staff: ActingAdmin, session: Name) -> Response:
    data = _data(desk, channels).export(session.strip())
    desk.parts.staff_room.audit.note(staff.user.login, "person.export", session)
    headers = {"Content-Disposition": 'attachment; filename="du-lieu.json"', "Cache-Control": "no-store"}
    return Response(json.dumps(data, ensure_ascii=False, indent=2), media_type="application/json", headers=headers)


@router.post("/erase")
def erase(desk: House, channels: Channels, staff: ActingAdmin, session: Name) -> Response:
    _data(desk, channels).erase(session.strip())
    desk.parts.staff_room.audit.note(staff.user.login, "person.erase", session)
    return RedirectResponse("/desk/people?erased=1", _SEE_OTHER)


def _data(desk: Desk, channels: ChannelOffice) -> PersonData:
    """With the channels' messages, where there are any."""
    messages = open_bots_database(desk.parts.settings.database()) if channels.current() else None
    return PersonData(desk.memories, desk.parts.staff_room.waiting, messages)
