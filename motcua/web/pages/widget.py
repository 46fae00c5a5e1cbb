"""The ask page in a frame on the department's own site.

Browsers send no cookies into a frame on another site, so the conversation's name travels in its forms.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from motcua.errors import Misuse
from motcua.web.data_day import data_days
from motcua.web.desk import Desk, desk_of
from motcua.web.own_site import own_site
from motcua.web.pages.ask import LONGEST_COMMENT, Question, suggestions
from motcua.web.pages.conversations import asked, office_values, turn_values
from motcua.web.pages.drawing import Room, draw, is_piece
from motcua.web.rates import conversation_buckets
from motcua.web.visitor import WIDGET, Visitor, known_visitor, new_visitor

PATH = "/nhung"
_SITE = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")
_HOUR = "public, max-age=3600"
_ENDED = "Cuộc trò chuyện này không còn; xin tải lại trang."


def frame_sites(words: str) -> dict[str, str]:
    """Path -> frame-ancestors, of the pages that may be framed; empty where no site may. Raises Misuse."""
    sites = words.split()
    wrong = [site for site in sites if not _SITE.fullmatch(site)]
    if wrong:
        raise Misuse(f"MOTCUA_WIDGET_SITES: «{wrong[0]}» không phải địa chỉ dạng https://tên-miền.")
    return {f"{PATH}{rest}": " ".join(sites) for rest in ("", "/ask", "/feedback")} if sites else {}


def is_offered(desk: Annotated[Desk, Depends(desk_of)]) -> None:
    """Raises HTTPException 404 where no site may show the page."""
    if not desk.parts.settings.widget_sites.split():
        raise HTTPException(404)


router = APIRouter(include_in_schema=False, dependencies=[Depends(is_offered)])

House = Annotated[Desk, Depends(desk_of)]
Name = Annotated[str, Form(max_length=64)]


@router.get("/widget.js")
def script() -> Response:
    """Its address does not change, since it stands in other sites' pages."""
    content = (files("motcua.web") / "static" / "widget.js").read_bytes()
    return Response(content, media_type="text/javascript", headers={"Cache-Control": _HOUR})


@router.get(PATH)
def frame(request: Request, desk: House) -> Response:
    return _page(request, desk, new_visitor(WIDGET))


@router.post(f"{PATH}/ask", dependencies=[Depends(own_site)])
def ask(request: Request, desk: House, question: Question, visitor: Name) -> Response:
    who = _known(visitor)
    turn = asked(desk, conversation_buckets(request), who.session, question)
    if is_piece(request):
        return draw(request, "turn.html", turn=turn, room=_room(who))
    return _page(request, desk, who)


@router.post(f"{PATH}/feedback", dependencies=[Depends(own_site)])
def feedback(
    request: Request,
    desk: House,
    visitor: Name,
    turn: Annotated[int, Form(ge=1, le=100_000)],
    useful: Annotated[bool, Form()],
    comment: Annotated[str, Form(max_length=LONGEST_COMMENT)] = "",
) -> Response:
    who = _known(visitor)
    kept = desk.memories.feedback(who.session, useful, comment, turn)
    return draw(request, "thanks.html", kept=kept, useful=useful) if is_piece(request) else _page(request, desk, who)


def _page(request: Request, desk: Desk, visitor: Visitor) -> Response:
    turns = [turn_values(turn) for turn in desk.memories.turns(visitor.session)]
    values = office_values(desk, None)
    room = _room(visitor)
    return draw(
        request, "widget.html", turns=turns, suggestions=suggestions(), data=data_days(desk), room=room, **values
    )


def _room(visitor: Visitor) -> Room:
    return Room(PATH, visitor.name, "_blank")


def _known(name: str) -> Visitor:
    found = known_visitor(name, WIDGET)
    if found is None:
        raise HTTPException(422, _ENDED)
    return found
