"""No request is read further than it may be long."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from motcua.web.problems import problem

LARGEST_BODY = 64 * 1024  # bytes; the longest question takes under 40 KiB as JSON
# By the beginning of the path.
_LARGER = {"/webhooks/": 256 * 1024, "/v1/narrations": 25 * 1024 * 1024, "/studio": 25 * 1024 * 1024}
_TOO_LARGE = 413
_SENTENCE = "Nội dung gửi lên dài quá {kib} KiB."


class BodyLimit:
    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY) -> None:
        self._app, self._largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = next((size for start, size in _LARGER.items() if scope["path"].startswith(start)), self._largest)
        sentence = _SENTENCE.format(kib=largest // 1024)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > largest:
            await problem(_TOO_LARGE, sentence)(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > largest:  # sent in chunks, or longer than announced
                raise HTTPException(_TOO_LARGE, sentence)
            return message

        await self._app(scope, counted, send)
