"""Citizens who wait for a person: on the web, and in the messaging channels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.web.channel_office import ChannelOffice, channel_office_of
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.conversations import turn_values
from motcua.web.pages.drawing import draw
from motcua.web.signed_in import changes, needs

router = APIRouter(prefix="/desk/queue", include_in_schema=False)
_SEE_OTHER = 303
_QUEUE = "/desk/queue"
LONGEST_REPLY = 3_000
_NOBODY = "Không có cuộc trò chuyện này trong hàng chờ; có thể đã đóng."
WEB = "web"

House = Annotated[Desk, Depends(desk_of)]
Channels = Annotated[ChannelOffice, Depends(channel_office_of)]
Officer = Annotated[SignedIn, Depends(needs(Role.DESK))]
ActingOfficer = Annotated[SignedIn, Depends(changes(Role.DESK))]
Reply = Annotated[str, Form(min_length=1, max_length=LONGEST_REPLY)]
Conversation = Annotated[str, Form(min_length=1, max_length=255)]


@dataclass(frozen=True, slots=True)
class Case:
    channel: str
    conversation: str
    reason: str
    since: datetime  # UTC
    staff: str | None


@router.get("")
def queue(request: Request, desk: House, channels: Channels, _staff: Officer) -> Response:
    office = channels.current()
    cases = [Case(WEB, one.session, one.reason, one.since, one.staff) for one in desk.parts.staff_room.waiting.queue()]
    for one in office.queue() if office else ():
        since = datetime.fromtimestamp(one.since, UTC).replace(tzinfo=None)
        cases.append(Case(one.channel, one.conversation, one.reason, since, one.staff))
    cases.sort(key=lambda case: case.since)
    return draw(request, "desk/queue.html", cases=cases, has_channels=office is not None)


@router.get("/web/{session}")
def web_case(request: Request, session: str, desk: House, _staff: Officer) -> Response:
    waiting = desk.parts.staff_room.waiting.find(session)
    if waiting is None:
        raise HTTPException(404, _NOBODY)
    turns = [turn_values(turn) for turn in desk.memories.turns(session)]
    return draw(request, "desk/web_case.html", case=waiting, turns=turns)


@router.post("/web/{session}/reply")
def web_reply(session: str, desk: House, staff: ActingOfficer, text: Reply) -> Response:
    room = desk.parts.staff_room
    if not room.waiting.reply(session, text, staff.user.login, staff.user.name):
        raise HTTPException(404, _NOBODY)
    room.audit.note(staff.user.login, "queue.reply", session)
    return RedirectResponse(f"{_QUEUE}/web/{session}", _SEE_OTHER)


@router.post("/web/{session}/close")
def web_close(session: str, desk: House, staff: ActingOfficer) -> Response:
    room = desk.parts.staff_room
    if not room.waiting.close(session):
        raise HTTPException(404, _NOBODY)
    room.audit.note(staff.user.login, "queue.close", session)
    return RedirectResponse(_QUEUE, _SEE_OTHER)


@router.get("/{channel}/{conversation:path}")
def channel_case(request: Request, channel: str, conversation: str, channels: Channels, _staff: Officer) -> Response:
    office = channels.current()
    said = office.history(channel, conversation) if office else []
    if not said:
        raise HTTPException(404, _NOBODY)
    moments = [datetime.fromtimestamp(one.at, UTC) for one in said]
    values: dict[str, Any] = {
        "channel": channel,
        "conversation": conversation,
        "said": list(zip(said, moments, strict=True)),
    }
    return draw(request, "desk/channel_case.html", **values)


@router.post("/{channel}/reply")
def channel_reply(
    channel: str, desk: House, channels: Channels, staff: ActingOfficer, text: Reply, conversation: Conversation
) -> Response:
    """Goes out through the channel, after what is before it."""
    office = channels.current()
    if office is None:
        raise HTTPException(404, _NOBODY)
    office.reply(channel, conversation, text, staff.user.name)
    desk.parts.staff_room.audit.note(staff.user.login, "queue.reply", f"{channel}:{conversation}")
    return RedirectResponse(f"{_QUEUE}/{channel}/{conversation}", _SEE_OTHER)


@router.post("/{channel}/close")
def channel_close(
    channel: str, desk: House, channels: Channels, staff: ActingOfficer, conversation: Conversation
) -> Response:
    office = channels.current()
    if office is None or not office.close(channel, conversation):
        raise HTTPException(404, _NOBODY)
    desk.parts.staff_room.audit.note(staff.user.login, "queue.close", f"{channel}:{conversation}")
    return RedirectResponse(_QUEUE, _SEE_OTHER)
