"""/v1/feedback: what the asker thought of an answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, HTTPException

from motcua.web.channel import session_of
from motcua.web.desk import Desk, desk_of
from motcua.web.examples import FEEDBACK
from motcua.web.models import FeedbackRequest, Kept

router = APIRouter(prefix="/v1", tags=["Hỏi đáp"])
_NO_TURN = "Không có câu trả lời này trong cuộc trò chuyện, hoặc cuộc trò chuyện đã hết hạn lưu."


@router.post("/feedback", summary="Góp ý cho một câu trả lời")
def feedback(
    body: Annotated[FeedbackRequest, Body(openapi_examples=FEEDBACK)], desk: Annotated[Desk, Depends(desk_of)]
) -> Kept:
    if not desk.memories.feedback(session_of(body.session), body.useful, body.comment, body.turn):
        raise HTTPException(404, _NO_TURN)
    return Kept()
