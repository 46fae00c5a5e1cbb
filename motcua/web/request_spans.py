"""A span for every request: method, route and status. No address, query or client."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from motcua.tracing import Tracing

_SERVER_ERROR = 500
# Asked every few seconds by machines; they would bury what people ask.
_UNTOLD = ("/static/", "/healthz", "/readyz", "/metrics")


class RequestSpans:
    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self._app, self._tracing = app, tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_UNTOLD):
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        with self._tracing.span(method, "server") as mark:
            mark.set("http.request.method", method)

            async def told(message: Message) -> None:
                if message["type"] == "http.response.start":
                    mark.set("http.response.status_code", message["status"])
                    if message["status"] >= _SERVER_ERROR:
                        mark.failed(str(message["status"]))
                await send(message)

            try:
                await self._app(scope, receive, told)
            finally:
                route = getattr(scope.get("route"), "path", None)
                if route:  # with names in the place of what was asked for
                    mark.set("http.route", route)
                    mark.rename(f"{method} {route}")
