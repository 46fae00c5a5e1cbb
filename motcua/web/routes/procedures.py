"""/v1/procedures: the records themselves."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Response

from knowledge.serialise import procedure_to_dict
from knowledge.text.clean import one_line
from knowledge.text.fold import fold
from motcua.web.desk import Desk, desk_of
from motcua.web.models import ProcedurePage

router = APIRouter(prefix="/v1/procedures", tags=["Thủ tục"])
_JSON = "application/json"


@router.get("", response_model=ProcedurePage, summary="Danh sách thủ tục, từng trang")
def procedures(
    desk: Annotated[Desk, Depends(desk_of)],
    page: Annotated[int, Query(ge=1, le=100_000, description="Trang, từ 1.")] = 1,
    size: Annotated[int, Query(ge=1, le=200, description="Số thủ tục mỗi trang.")] = 50,
    sector: Annotated[str | None, Query(max_length=255, description="Lĩnh vực, đúng tên.")] = None,
    q: Annotated[str | None, Query(max_length=255, description="Chữ có trong tên hoặc mã, không cần dấu.")] = None,
) -> dict[str, Any]:
    words = fold(one_line(q or "").lower())
    chosen = [
        {"code": code, "name": name, "sector": own}
        for code, name, own in desk.catalogue.titles()
        if (sector is None or own == sector) and (not words or words in f"{code} {fold(name.lower())}")
    ]
    start = (page - 1) * size
    return {"total": len(chosen), "page": page, "size": size, "items": chosen[start : start + size]}


@router.get("/{code}", summary="Toàn bộ hồ sơ của một thủ tục", responses={304: {"description": "Không đổi."}})
def procedure(
    code: str,
    desk: Annotated[Desk, Depends(desk_of)],
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    found = desk.catalogue.procedure(code)
    if found is None:
        raise HTTPException(404, "Không có thủ tục mang mã này trong kho.")
    body = json.dumps(procedure_to_dict(found), ensure_ascii=False).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}  # kept by the caller, asked again each time
    if if_none_match and (if_none_match.strip() == "*" or tag in if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=_JSON, headers=headers)
