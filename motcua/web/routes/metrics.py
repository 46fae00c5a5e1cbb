"""/metrics: for whoever knows the token; without one in the settings, for this machine alone."""

from __future__ import annotations

import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from motcua.web.desk import Desk, desk_of
from motcua.web.metrics import CONTENT_TYPE, Metrics
from motcua.web.models import Problem
from motcua.web.this_machine import is_on_this_machine

router = APIRouter(tags=["Vận hành"])
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {}}, "description": "Số liệu dạng Prometheus."},
    401: {"model": Problem, "description": "Mã truy cập thiếu hoặc sai."},
    403: {"model": Problem, "description": "Chỉ mở cho chính máy chủ này khi chưa đặt MOTCUA_METRICS_TOKEN."},
}


def admitted(request: Request, desk: Annotated[Desk, Depends(desk_of)]) -> None:
    """Raises HTTPException 401, 403."""
    token = desk.parts.settings.metrics_token.get_secret_value()
    if token:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            raise HTTPException(401, "Mã truy cập thiếu hoặc sai.", {"WWW-Authenticate": "Bearer"})
    elif not is_on_this_machine(request):
        raise HTTPException(403, "Số liệu vận hành chỉ mở cho chính máy chủ này; muốn đọc từ xa, đặt mã truy cập.")


@router.get(
    "/metrics",
    dependencies=[Depends(admitted)],
    response_class=Response,
    responses=_ANSWERS,
    summary="Số liệu vận hành cho Prometheus",
)
def metrics(request: Request) -> Response:
    shown: Metrics = request.app.state.metrics
    return Response(shown.page(), media_type=CONTENT_TYPE)
