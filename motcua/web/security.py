"""Headers that every response carries: nothing is loaded from elsewhere, no script stands in a page."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_A_YEAR = "max-age=31536000"
NOT_FRAMED = "'none'"


# Where a report is shown: it plays from memory, so that it goes on when the network is gone.
_PLAYS = re.compile(r"/studio/[0-9a-f]{32}/present\Z")
_FROM_MEMORY = ("media-src 'self'", "media-src 'self' blob:")


class SecurityHeaders:
    """`framed`: path -> who may show that page in a frame (the value of CSP's frame-ancestors)."""

    def __init__(self, app: ASGIApp, framed: dict[str, str]) -> None:
        self._app, self._framed = app, framed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        standing = standing_headers(scope["scheme"], self._framed.get(scope["path"], NOT_FRAMED))
        if _PLAYS.match(scope["path"]):
            standing["Content-Security-Policy"] = standing["Content-Security-Policy"].replace(*_FROM_MEMORY)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(standing)
            await send(message)

        await self._app(scope, receive, guarded)


def standing_headers(scheme: str, ancestors: str = NOT_FRAMED) -> dict[str, str]:
    headers = {**_ALWAYS, "Content-Security-Policy": _POLICY.format(ancestors=ancestors)}
    if ancestors == NOT_FRAMED:
        headers["X-Frame-Options"] = "DENY"
    if scheme == "https":
        headers["Strict-Transport-Security"] = _A_YEAR
    return headers
