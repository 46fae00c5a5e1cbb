"""No request is read further than it may be long."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from motcua.web.problems import problem

LARGEST_BODY = 64 * 1024  # bytes; the longest question takes under 40 KiB as JSON
_TOO_LARGE = 413
_SENTENCE = f"Nội dung gửi lên dài quá {LARGEST_BODY // 1024} KiB."


class BodyLimit:
    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY) -> None:
        self._app, self._largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._largest:
            await problem(_TOO_LARGE, _SENTENCE)(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._largest:  # sent in chunks, or longer than announced
                raise HTTPException(_TOO_LARGE, _SENTENCE)
            return message

        await self._app(scope, counted, send)
