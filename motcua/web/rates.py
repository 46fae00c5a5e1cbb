"""How often one client, or one conversation, may ask: token buckets in this process."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from motcua.web.problems import refusal

TOO_MANY = 429
SENTENCE = "Anh/chị gửi quá nhanh. Xin chờ ít giây rồi thử lại."
_MOST_BUCKETS = 20_000  # the longest unused are forgotten: a forgotten bucket is a full one
# Platforms call webhooks for everybody; the desk counts per officer (motcua/web/signed_in.py).
_UNCOUNTED = ("/static/", "/healthz", "/readyz", "/metrics", "/webhooks/", "/desk", "/studio")


class Buckets:
    """`per_minute` tokens flow in, up to `burst`; 0 a minute: no limit."""

    def __init__(self, per_minute: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._flow, self._burst, self._clock = per_minute / 60, float(burst), clock
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()  # key -> (tokens, when)
        self._lock = threading.Lock()

    def take(self, key: str) -> int:
        """0, or the whole seconds to wait before the next one is allowed."""
        if not self._flow:
            return 0
        with self._lock:
            now = self._clock()
            tokens, then = self._kept.pop(key, (self._burst, now))
            tokens = min(self._burst, tokens + (now - then) * self._flow)
            wait = 0 if tokens >= 1 else math.ceil((1 - tokens) / self._flow)
            self._kept[key] = (tokens if wait else tokens - 1, now)
            while len(self._kept) > _MOST_BUCKETS:
                self._kept.popitem(last=False)
            return wait

    def hold(self, key: str) -> None:
        """Raises HTTPException 429 where the key has no token left."""
        wait = self.take(key)
        if wait:
            raise HTTPException(TOO_MANY, SENTENCE, {"Retry-After": str(wait)})


class ClientLimit:
    """Counts every request of one address; of IPv6 the network, since one person has a whole one."""

    def __init__(self, app: ASGIApp, buckets: Buckets) -> None:
        self._app, self._buckets = app, buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(_UNCOUNTED):
            wait = self._buckets.take(client_of(scope))
            if wait:
                answer = refusal(Request(scope), TOO_MANY, SENTENCE)
                answer.headers["Retry-After"] = str(wait)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def client_of(scope: Scope) -> str:
    host = str((scope.get("client") or ("",))[0])
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False))


def conversation_buckets(request: Request) -> Buckets:
    """By the conversation's session."""
    buckets: Buckets = request.app.state.conversation_buckets
    return buckets
