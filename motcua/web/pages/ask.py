"""The page on which citizens ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from knowledge.text.lexicon import load_yaml
from motcua.web.data_day import data_days
from motcua.web.desk import Desk, desk_of
from motcua.web.models import LONGEST_QUESTION
from motcua.web.own_site import own_site
from motcua.web.pages.conversations import asked, has_people, office_values, turn_values
from motcua.web.pages.drawing import draw, is_piece
from motcua.web.rates import conversation_buckets
from motcua.web.visitor import forget, new_visitor, remember, visitor_of

router = APIRouter(include_in_schema=False)
_SEE_OTHER = 303
LONGEST_COMMENT = 1_000  # characters
LONGEST_CONTACT = 120
_ASKED_FOR_PERSON = "asked_for_person"

House = Annotated[Desk, Depends(desk_of)]
Question = Annotated[str, Form(min_length=1, max_length=LONGEST_QUESTION)]


@router.get("/")
def home(request: Request, desk: House) -> Response:
    visitor = visitor_of(request)
    session = visitor.session if visitor else None
    turns = [turn_values(turn) for turn in desk.memories.turns(session)] if session else []
    values = office_values(desk, session)
    return draw(request, "ask.html", turns=turns, suggestions=suggestions(), data=data_days(desk), **values)


@router.post("/ask", dependencies=[Depends(own_site)])
def ask(request: Request, desk: House, question: Question) -> Response:
    visitor = visitor_of(request) or new_visitor()
    turn = asked(desk, conversation_buckets(request), visitor.session, question)
    response: Response
    if is_piece(request):
        response = draw(request, "turn.html", turn=turn)
        if turn["queued"]:
            response.headers["HX-Trigger"] = "queued"
    else:
        response = RedirectResponse(f"/#luot-{turn['number']}", _SEE_OTHER)
    remember(request, response, visitor)
    return response


@router.post("/feedback", dependencies=[Depends(own_site)])
def feedback(
    request: Request,
    desk: House,
    turn: Annotated[int, Form(ge=1, le=100_000)],
    useful: Annotated[bool, Form()],
    comment: Annotated[str, Form(max_length=LONGEST_COMMENT)] = "",
) -> Response:
    visitor = visitor_of(request)
    kept = visitor is not None and desk.memories.feedback(visitor.session, useful, comment, turn)
    if is_piece(request):
        return draw(request, "thanks.html", kept=kept, useful=useful)
    return RedirectResponse(f"/#luot-{turn}", _SEE_OTHER)


@router.get("/person")
def person(request: Request, desk: House) -> Response:
    """What officers wrote meanwhile: the page asks for it again and again while a citizen waits."""
    visitor = visitor_of(request)
    if not is_piece(request):
        return RedirectResponse("/#person", _SEE_OTHER)
    return draw(request, "person.html", **office_values(desk, visitor.session if visitor else None))


@router.post("/person", dependencies=[Depends(own_site)])
def ask_for_person(
    request: Request,
    desk: House,
    note: Annotated[str, Form(max_length=LONGEST_COMMENT)] = "",
    contact: Annotated[str, Form(max_length=LONGEST_CONTACT)] = "",
) -> Response:
    visitor = visitor_of(request) or new_visitor()
    conversation_buckets(request).hold(visitor.session)
    if has_people(desk):
        desk.parts.staff_room.waiting.enter(visitor.session, _ASKED_FOR_PERSON, note, contact)
    response: Response
    if is_piece(request):
        response = draw(request, "person.html", **office_values(desk, visitor.session))
    else:
        response = RedirectResponse("/#person", _SEE_OTHER)
    remember(request, response, visitor)
    return response


@router.post("/new", dependencies=[Depends(own_site)])
def start_anew(request: Request) -> Response:
    """Another conversation; the one before stays until its time has run out, or is erased."""
    response = RedirectResponse("/", _SEE_OTHER)
    forget(request, response)
    return response


@lru_cache(maxsize=1)
def suggestions() -> Sequence[str]:
    text = (files("motcua.web") / "data" / "suggestions.yaml").read_text(encoding="utf-8")
    return tuple(str(one) for one in load_yaml(text, "suggestions.yaml"))
