"""Telegram's Bot API: what this program uses of it, with its limits."""

from __future__ import annotations

import html
import re
import time
from collections import deque
from threading import Condition, Lock
from typing import Any
from urllib.parse import unquote

from fakes.bot_platforms.loopback import Asked, Given, Loopback
from fakes.bot_platforms.troubles import Troubles

_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)|<(?!/?(?:b|i|u|s|a|code|pre|blockquote)\b)")


class FakeTelegram:
    token = "123456:telegram-token-for-tests"

    def __init__(self) -> None:
        self.troubles = Troubles()
        self.sent: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.webhook: dict[str, Any] = {}
        self._updates: deque[dict[str, Any]] = deque()
        self._arrived = Condition(Lock())
        self._next_message = 1
        self._loopback = Loopback(self._answer)
        self.base_url = f"{self._loopback.url}/bot"
        self.base_file_url = f"{self._loopback.url}/file/bot"

    def push(self, update: dict[str, Any]) -> None:
        """For getUpdates."""
        with self._arrived:
            self._updates.append(update)
            self._arrived.notify_all()

    def close(self) -> None:
        self._loopback.close()

    def _answer(self, asked: Asked) -> Given:
        if unquote(asked.path) == f"/file/bot{self.token}/voice/file_1.oga":
            return Given("sound")
        match = re.fullmatch(r"/bot([^/]+)/(\w+)", asked.path)
        if match is None or match.group(1) != self.token:
            return _refused(401, "Unauthorized")
        method, fields = match.group(2), asked.fields()
        with self._arrived:
            self.calls.append((method, fields))
        handler = getattr(self, f"_on_{method}", None)
        return handler(fields) if handler else _done(True)

    def _on_getMe(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        return _done({"id": 1, "is_bot": True, "first_name": "Bot", "username": "mau_bot"})

    def _on_sendMessage(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        if trouble := self.troubles.next():
            return trouble
        text = str(fields.get("text", ""))
        if fields.get("parse_mode") == "HTML":
            if bad := _ENTITY.search(text):
                return _refused(400, f"Bad Request: can't parse entities: at byte offset {bad.start()}")
            text = html.unescape(text)
        if not text.strip():
            return _refused(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            return _refused(400, "Bad Request: message is too long")
        for row in (fields.get("reply_markup") or {}).get("inline_keyboard", []):
            for key in row:
                if "callback_data" in key and not 1 <= len(key["callback_data"].encode()) <= 64:
                    return _refused(400, "Bad Request: BUTTON_DATA_INVALID")
        return self._sent(fields | {"text": text})

    def _on_sendVoice(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        if trouble := self.troubles.next():
            return trouble
        return self._sent(fields)

    def _on_getFile(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        size = 50_000_000 if fields["file_id"] == "huge" else 7
        plain = {"file_id": fields["file_id"], "file_unique_id": "u", "file_size": size}
        return _done(plain | {"file_path": "voice/file_1.oga"})

    def _on_setWebhook(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        self.webhook = fields
        return _done(True)

    def _on_deleteWebhook(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        self.webhook = {}
        return _done(True)

    def _on_getUpdates(self, fields: dict[str, Any]) -> Given:  # noqa: N802
        if self.webhook:
            return _refused(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = int(fields.get("offset") or 0)
        with self._arrived:
            while self._updates and self._updates[0]["update_id"] < offset:
                self._updates.popleft()
            if not self._updates:
                self._arrived.wait(min(int(fields.get("timeout") or 0), 0.2))
            return _done([one for one in self._updates if one["update_id"] >= offset])

    def _sent(self, fields: dict[str, Any]) -> Given:
        with self._arrived:
            number = self._next_message
            self._next_message += 1
            self.sent.append(fields | {"at": time.monotonic()})
        chat = {"id": int(fields["chat_id"]), "type": "private"}
        return _done({"message_id": number, "date": 1790000000, "chat": chat, "text": fields.get("text", "")})


def _done(result: Any) -> Given:
    return Given({"ok": True, "result": result})


def _refused(code: int, description: str) -> Given:
    return Given({"ok": False, "error_code": code, "description": description}, code)


def flood(seconds: int) -> Given:
    body = {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }
    return Given(body, 429)
