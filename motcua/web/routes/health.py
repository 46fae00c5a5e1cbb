"""/healthz: the process lives; /readyz: it can answer, and what each part says."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel

from motcua.doctor import State
from motcua.readiness import readiness
from motcua.web.desk import Desk, desk_of
from motcua.web.models import Health, Problem, Readiness
from motcua.web.problems import problem

router = APIRouter(tags=["Vận hành"])


class PartOut(BaseModel):
    check: str
    state: State
    message: str


class ReadyOut(Readiness):
    checks: list[PartOut]


@router.get("/healthz", summary="Tiến trình còn sống")
async def healthz() -> Health:
    """Needs no thread: all may be waiting for a part that does not answer."""
    return Health()


@router.get("/readyz", response_model=ReadyOut, responses={503: {"model": Problem}}, summary="Sẵn sàng trả lời")
def readyz(desk: Annotated[Desk, Depends(desk_of)]) -> dict[str, Any] | Response:
    desk.open()
    found = readiness(desk.parts)
    if not found.is_ready:
        said = [f"{one.check}: {one.message}" for one in found.findings if one.state is State.WRONG]
        return problem(503, " ".join(said))
    counts = desk.catalogue.counts()
    checks = [asdict(one) for one in found.findings]
    return {"status": "ok", "procedures": counts["procedures"], "passages": counts["passages"], "checks": checks}
