"""/webhooks: what the messaging platforms send. Each request is checked and stored before it is acknowledged."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from motcua.background import Background
from motcua.web.lifespan import background_of

router = APIRouter(prefix="/webhooks", tags=["Kênh nhắn tin"])
_ANSWERS: dict[int | str, dict[str, Any]] = {
    400: {"description": "Không phải sự kiện của nền tảng."},
    401: {"description": "Chữ ký hoặc mã bí mật không đúng."},
    413: {"description": "Nội dung gửi lên dài quá."},
}


@router.post(
    "/{channel}", response_class=Response, responses=_ANSWERS, summary="Sự kiện của telegram, zalo-oa, zalo-bot"
)
async def webhook(
    channel: str, request: Request, background: Annotated[Background, Depends(background_of)]
) -> Response:
    hook = background.webhooks.get(channel)
    if hook is None:
        raise HTTPException(404, "Kênh này chưa được cài đặt.")
    answer = await run_in_threadpool(hook.handle, dict(request.headers), await request.body())
    return Response(answer.body, answer.status, media_type="application/json")
