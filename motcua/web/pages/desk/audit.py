"""Who changed what, newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw
from motcua.web.signed_in import needs

router = APIRouter(prefix="/desk", include_in_schema=False)
_PAGE = 100


@router.get("/audit")
def audit(
    request: Request,
    desk: Annotated[Desk, Depends(desk_of)],
    _staff: Annotated[SignedIn, Depends(needs(Role.ADMIN))],
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
) -> Response:
    rows = desk.parts.staff_room.audit.newest(_PAGE, before)
    more = rows[-1][0] if len(rows) == _PAGE else None
    return draw(request, "desk/audit.html", rows=[entry for _, entry in rows], more=more)
