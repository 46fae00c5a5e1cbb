"""The desk's first page: procedures while the officer types."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw, is_piece
from motcua.web.signed_in import needs

router = APIRouter(prefix="/desk", include_in_schema=False)
_MOST = 12


@router.get("")
def search(
    request: Request,
    desk: Annotated[Desk, Depends(desk_of)],
    _staff: Annotated[SignedIn, Depends(needs(Role.DESK))],
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    found = desk.finder.find(q, _MOST) if q.strip() else []
    template = "desk/found.html" if is_piece(request) else "desk/search.html"
    return draw(request, template, q=q, found=found)
