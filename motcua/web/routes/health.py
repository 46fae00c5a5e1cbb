"""/healthz: the process lives; /readyz: it can answer."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from motcua.web.desk import Desk, desk_of
from motcua.web.models import Health, Problem, Readiness

router = APIRouter(tags=["Vận hành"])


@router.get("/healthz", summary="Tiến trình còn sống")
def healthz() -> Health:
    return Health()


@router.get("/readyz", response_model=Readiness, responses={503: {"model": Problem}}, summary="Sẵn sàng trả lời")
def readyz(desk: Annotated[Desk, Depends(desk_of)]) -> dict[str, Any]:
    desk.open()
    counts = desk.catalogue.counts()
    return {"status": "ok", "procedures": counts["procedures"], "passages": counts["passages"]}
