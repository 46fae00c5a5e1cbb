"""/v1/ask and /v1/search."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import StreamingResponse

from assistant.answering import Assistant
from assistant.answers import answer_to_dict
from motcua.searching import find
from motcua.web.channel import session_of
from motcua.web.desk import Desk, desk_of
from motcua.web.examples import ASK, SEARCH
from motcua.web.models import AnswerOut, AskRequest, HitsOut, SearchRequest
from motcua.web.rates import conversation_buckets
from motcua.web.streaming import EVENT, events

router = APIRouter(prefix="/v1", tags=["Hỏi đáp"])
_EVENTS = "text/event-stream"

House = Annotated[Desk, Depends(desk_of)]
Asked = Annotated[AskRequest, Body(openapi_examples=ASK)]


@router.post("/ask", response_model=AnswerOut, response_model_exclude_unset=True, summary="Hỏi một câu")
def ask(request: Request, body: Asked, desk: House) -> dict[str, Any]:
    return _asking(request, body, desk.assistant)()


@router.post(
    "/ask/stream",
    response_class=StreamingResponse,
    responses={200: {"content": {_EVENTS: {"schema": EVENT}}, "description": "status, text ..., answer; hoặc error."}},
    summary="Hỏi một câu, nhận dần theo sự kiện (server-sent events)",
)
def ask_stream(request: Request, body: Asked, desk: House) -> StreamingResponse:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # a proxy must not hold events back
    return StreamingResponse(events(_asking(request, body, desk.assistant)), media_type=_EVENTS, headers=headers)


@router.post("/search", response_model=HitsOut, summary="Tìm thủ tục, điều khoản, hướng dẫn")
def search(body: Annotated[SearchRequest, Body(openapi_examples=SEARCH)], desk: House) -> dict[str, Any]:
    return {"hits": find(desk.retriever, body.query, body.count, [body.kind] if body.kind else ())}


def _asking(request: Request, body: AskRequest, assistant: Assistant) -> Callable[[], dict[str, Any]]:
    """Raises HTTPException 429 before anything is asked."""
    session = session_of(body.session) if body.session else None
    if session:
        conversation_buckets(request).hold(session)

    def ask() -> dict[str, Any]:
        reply = assistant.ask(body.question, session=session, on=body.date)
        document = answer_to_dict(reply.answer, reply.milliseconds)
        return {**document, "trace": list(reply.trace)} if body.trace else document

    return ask
