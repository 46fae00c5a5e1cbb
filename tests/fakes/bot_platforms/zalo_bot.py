"""The Zalo Bot Platform: no offsets, one event a poll, 408 when idle, `ok` in the body."""

from __future__ import annotations

import re
import time
from collections import deque
from threading import Condition, Lock
from typing import Any

from fakes.bot_platforms.loopback import Asked, Given, Loopback
from fakes.bot_platforms.troubles import Troubles


class FakeZaloBot:
    token = "1459000:zalo-bot-token-for-tests"

    def __init__(self) -> None:
        self.troubles = Troubles()
        self.sent: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.webhook: dict[str, Any] = {}
        self._updates: deque[dict[str, Any]] = deque()
        self._arrived = Condition(Lock())
        self._loopback = Loopback(self._answer)
        self.url = self._loopback.url

    def push(self, update: dict[str, Any]) -> None:
        with self._arrived:
            self._updates.append(update)
            self._arrived.notify_all()

    def close(self) -> None:
        self._loopback.close()

    def _answer(self, asked: Asked) -> Given:
        match = re.fullmatch(r"/bot([^/]+)/(\w+)", asked.path)
        if match is None or match.group(1) != self.token:
            return _refused(401, "Unauthorized")
        method, fields = match.group(2), asked.fields() | dict(asked.query)
        with self._arrived:
            self.calls.append((method, fields))
        handler = getattr(self, f"_on_{method}", None)
        return handler(fields) if handler else _refused(404, "Not Found")

    def _on_getMe(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        return _done(
            {"id": "1459000000000000000", "account_name": "bot.Mau", "account_type": "BASIC", "can_join_groups": False}
        )

    def _on_sendMessage(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        if trouble := self.troubles.next():
            return trouble
        if not 1 <= len(str(fields.get("text", ""))) <= 2000:
            return _refused(400, "Bad Request: text length")
        return self._sent(fields)

    def _on_sendVoice(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        if not str(fields.get("voice_url", "")).endswith(".aac"):
            return _refused(400, "Bad Request: voice_url")
        return self._sent(fields)

    def _on_sendChatAction(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        return Given({"ok": True})

    def _on_setWebhook(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        self.webhook = fields
        return _done({"url": fields["url"], "updated_at": 1790000000000})

    def _on_deleteWebhook(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        self.webhook = {}
        return _done({"url": "", "updated_at": 1790000000000})

    def _on_getUpdates(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        with self._arrived:
            if not self._updates:
                self._arrived.wait(min(float(fields.get("timeout") or 0), 0.2))
            if self._updates:
                return _done(self._updates.popleft())
        return Given({"ok": False, "error_code": 408, "description": "Request timeout"}, 408)

    def _sent(self, fields: dict[str, Any]) -> Given:
        with self._arrived:
            self.sent.append(fields | {"at": time.monotonic()})
            return _done({"message_id": f"82599fa32f56d00e{len(self.sent):04d}", "date": 1790000000000})


def _done(result: Any) -> Given:
    return Given({"ok": True, "result": result})


def _refused(code: int, description: str) -> Given:
    return Given({"ok": False, "error_code": code, "description": description}, code)


QUOTA = Given({"ok": False, "error_code": 429, "description": "Quota exceeded"}, 429)
