"""/voice: answers read aloud, for channels that can only bring an address to a person."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response

from motcua.background import Background
from motcua.voice_notes import PATH
from motcua.web.lifespan import background_of

router = APIRouter(prefix=PATH, include_in_schema=False)
_TYPES = {"aac": "audio/aac", "mp3": "audio/mpeg"}
_GONE = "Bản đọc này không còn nữa; anh/chị vui lòng hỏi lại."
_PAGE = """<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>Nghe câu trả lời</title></head>
<body><main><h1>Nghe câu trả lời</h1>
<audio controls preload="none" src="{source}"></audio>
<p>Giọng đọc do máy tạo ra từ câu trả lời đã gửi cho anh/chị.</p></main></body>
</html>
"""


@router.get("/{name}.{kind}")
def recording(name: str, kind: str, background: Annotated[Background, Depends(background_of)]) -> Response:
    path = background.voice_notes.file(name, kind)
    if path is None or kind not in _TYPES:
        raise HTTPException(404, _GONE)
    return FileResponse(path, media_type=_TYPES[kind])


@router.get("/{name}")
def page(name: str, background: Annotated[Background, Depends(background_of)]) -> HTMLResponse:
    if background.voice_notes.file(name, "mp3") is None:
        raise HTTPException(404, _GONE)
    return HTMLResponse(_PAGE.format(source=f"{PATH}/{name}.mp3"))
