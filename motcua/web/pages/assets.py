"""Style, script and marks of the pages: files whose address changes with their content."""

from __future__ import annotations

import mimetypes
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request, Response

from motcua.web.compressing import compressed

router = APIRouter(include_in_schema=False)
_KEPT = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
def asset(request: Request, name: Annotated[str, Path(pattern=r"^[a-z0-9][A-Za-z0-9.-]*$")]) -> Response:
    found = files("motcua.web") / "static" / name
    if not found.is_file():
        raise HTTPException(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return compressed(request, Response(found.read_bytes(), media_type=kind, headers={"Cache-Control": _KEPT}))
