"""A record as a page, with the words that an answer quoted marked in its field."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from motcua.web.compressing import compressed
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw
from motcua.web.pages.marking import LONGEST
from motcua.web.public_address import public_address

router = APIRouter(include_in_schema=False)

Mark = Annotated[str, Query(max_length=2 * LONGEST)]
NO_RECORD = "Không có thủ tục mang mã này trong kho."


@router.get("/procedures/{code}")
def procedure_page(request: Request, code: str, desk: Annotated[Desk, Depends(desk_of)], mark: Mark = "") -> Response:
    procedure = desk.catalogue.procedure(code)
    if procedure is None:
        raise HTTPException(404, NO_RECORD)
    source = public_address(procedure.source.uri)
    return compressed(request, draw(request, "record.html", record=procedure, mark=mark, source=source))
