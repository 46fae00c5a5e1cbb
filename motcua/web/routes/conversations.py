"""/v1/conversations: what is kept of one conversation, to take along or to have erased. Who knows its name may."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response

from motcua.casework.person_data import PersonData
from motcua.web.channel import session_of
from motcua.web.desk import Desk, desk_of
from motcua.web.models import SessionName
from motcua.web.rates import conversation_buckets

router = APIRouter(prefix="/v1/conversations", tags=["Dữ liệu cá nhân"])

House = Annotated[Desk, Depends(desk_of)]
Name = Annotated[SessionName, Path(description="Tên cuộc trò chuyện đã dùng khi hỏi.")]


@router.get("/{session}", summary="Mọi dữ liệu đang giữ của một cuộc trò chuyện")
def export(request: Request, session: Name, desk: House) -> dict[str, Any]:
    conversation_buckets(request).hold(session_of(session))
    return _data(desk).export(session_of(session))


@router.delete("/{session}", status_code=204, summary="Xóa mọi dữ liệu của một cuộc trò chuyện")
def erase(request: Request, session: Name, desk: House) -> Response:
    conversation_buckets(request).hold(session_of(session))
    _data(desk).erase(session_of(session))
    return Response(status_code=204)


def _data(desk: Desk) -> PersonData:
    return PersonData(desk.memories, desk.parts.staff_room.waiting)
