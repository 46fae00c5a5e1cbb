"""/v1/ask and /v1/search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends

from assistant.answers import answer_to_dict
from motcua.searching import find
from motcua.web.desk import Desk, desk_of
from motcua.web.examples import ASK, SEARCH
from motcua.web.models import AnswerOut, AskRequest, HitsOut, SearchRequest

router = APIRouter(prefix="/v1", tags=["Hỏi đáp"])
_CHANNEL = "web"  # sessions of different channels never meet


@router.post("/ask", response_model=AnswerOut, response_model_exclude_unset=True, summary="Hỏi một câu")
def ask(
    body: Annotated[AskRequest, Body(openapi_examples=ASK)], desk: Annotated[Desk, Depends(desk_of)]
) -> dict[str, Any]:
    session = f"{_CHANNEL}:{body.session}" if body.session else None
    reply = desk.assistant.ask(body.question, session=session, on=body.date)
    document = answer_to_dict(reply.answer, reply.milliseconds)
    return {**document, "trace": list(reply.trace)} if body.trace else document


@router.post("/search", response_model=HitsOut, summary="Tìm thủ tục, điều khoản, hướng dẫn")
def search(
    body: Annotated[SearchRequest, Body(openapi_examples=SEARCH)], desk: Annotated[Desk, Depends(desk_of)]
) -> dict[str, Any]:
    return {"hits": find(desk.retriever, body.query, body.count, [body.kind] if body.kind else ())}
