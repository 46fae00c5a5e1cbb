"""The page on which citizens ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from assistant.answers import answer_to_dict
from assistant.masking import mask
from assistant.remembered import KeptTurn
from knowledge.text.lexicon import load_yaml
from motcua.web.data_day import data_days
from motcua.web.desk import Desk, desk_of
from motcua.web.models import LONGEST_QUESTION
from motcua.web.own_site import own_site
from motcua.web.pages.drawing import draw, is_piece
from motcua.web.rates import Buckets, conversation_buckets
from motcua.web.visitor import conversation_of, forget, new_name, remember, session_of

router = APIRouter(include_in_schema=False)
_SEE_OTHER = 303
LONGEST_COMMENT = 1_000  # characters

House = Annotated[Desk, Depends(desk_of)]
Question = Annotated[str, Form(min_length=1, max_length=LONGEST_QUESTION)]


@router.get("/")
def home(request: Request, desk: House) -> Response:
    session = conversation_of(request)
    turns = [turn_values(turn) for turn in desk.memories.turns(session)] if session else []
    return draw(
        request, "ask.html", turns=turns, suggestions=suggestions(), data=data_days(desk), **office_values(desk)
    )


@router.post("/ask", dependencies=[Depends(own_site)])
def ask(request: Request, desk: House, question: Question) -> Response:
    session = conversation_of(request) or session_of(new_name())
    turn = asked(desk, conversation_buckets(request), session, question)
    response: Response
    if is_piece(request):
        response = draw(request, "turn.html", turn=turn, **office_values(desk))
    else:
        response = RedirectResponse(f"/#luot-{turn['number']}", _SEE_OTHER)
    remember(request, response, session)
    return response


@router.post("/feedback", dependencies=[Depends(own_site)])
def feedback(
    request: Request,
    desk: House,
    turn: Annotated[int, Form(ge=1)],
    useful: Annotated[bool, Form()],
    comment: Annotated[str, Form(max_length=LONGEST_COMMENT)] = "",
) -> Response:
    session = conversation_of(request)
    kept = session is not None and desk.memories.feedback(session, useful, comment, turn)
    if is_piece(request):
        return draw(request, "thanks.html", kept=kept, useful=useful)
    return RedirectResponse(f"/#luot-{turn}", _SEE_OTHER)


@router.post("/new", dependencies=[Depends(own_site)])
def start_anew(request: Request) -> Response:
    """Another conversation; the one before stays until its time has run out, or is erased."""
    response = RedirectResponse("/", _SEE_OTHER)
    forget(request, response)
    return response


def asked(desk: Desk, buckets: Buckets, session: str, question: str) -> dict[str, Any]:
    """Asks, and gives the new turn as the templates draw it. Raises HTTPException 429, EmptyCatalogue."""
    buckets.hold(session)
    reply = desk.assistant.ask(question, session=session)
    turns = desk.memories.turns(session)
    if not turns:  # the citizen had the conversation erased
        return _drawn(0, mask(question), answer_to_dict(reply.answer, reply.milliseconds))
    return turn_values(turns[-1])


def turn_values(turn: KeptTurn) -> dict[str, Any]:
    return _drawn(turn.number, turn.question, turn.answer)


def _drawn(number: int, question: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer's text comes without the lines that are shown as buttons."""
    labels = {f"{at}. {option['label']}" for at, option in enumerate(answer["options"], start=1)}
    text = "\n".join(line for line in answer["text"].split("\n") if line not in labels)
    return {"number": number, "question": question, "answer": answer, "text": text}


def office_values(desk: Desk) -> dict[str, Any]:
    settings = desk.parts.settings
    return {"contact": settings.contact, "hours": settings.office_hours}


@lru_cache(maxsize=1)
def suggestions() -> Sequence[str]:
    text = (files("motcua.web") / "data" / "suggestions.yaml").read_text(encoding="utf-8")
    return tuple(str(one) for one in load_yaml(text, "suggestions.yaml"))
