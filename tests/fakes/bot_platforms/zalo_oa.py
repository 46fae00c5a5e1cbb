"""Zalo's Official Account API and its OAuth: single-use refresh tokens, errors with HTTP 200, the limits."""

from __future__ import annotations

import hashlib
import json
import time
from threading import Lock
from typing import Any

from fakes.bot_platforms.loopback import Asked, Given, Loopback
from fakes.bot_platforms.troubles import Troubles

INVALID_TOKEN = Given({"error": -216, "message": "Access token is invalid"})
RATE_LIMIT = Given({"error": -32, "message": "Your application reached limit call api"})


class FakeZaloOa:
    app_id = "1111111111111111111"
    app_secret = "app-secret-for-tests"
    oa_secret_key = "oa-secret-for-tests-only"

    def __init__(self, *, refresh_takes_s: float = 0.0) -> None:
        self.troubles = Troubles()
        self.token_troubles = Troubles()
        self.access, self.refresh = "at-1", "rt-1"
        self.used_refresh: set[str] = set()
        self.code = "code-1"
        self.sent: list[dict[str, Any]] = []
        self.reactions: list[dict[str, Any]] = []
        self.refreshes = 0
        self.refreshing_at_once = 0
        self.reused = 0
        self._refresh_takes_s = refresh_takes_s
        self._refreshing = 0
        self._lock = Lock()
        self._loopback = Loopback(self._answer)
        self.url = self._loopback.url

    def expire(self) -> None:
        """The access token stops working; the refresh token still does."""
        with self._lock:
            self.access = f"{self.access}-gone"

    def signed(self, event: dict[str, Any]) -> tuple[dict[str, str], bytes]:
        """Headers and body of a webhook call."""
        raw = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
        text = self.app_id.encode() + raw + str(event["timestamp"]).encode() + self.oa_secret_key.encode()
        return {"X-ZEvent-Signature": f"mac={hashlib.sha256(text).hexdigest()}"}, raw

    def close(self) -> None:
        self._loopback.close()

    def _answer(self, asked: Asked) -> Given:
        if asked.path == "/v4/oa/access_token":
            return self._token(asked)
        if asked.headers.get("access_token") != self.access:
            return INVALID_TOKEN
        match asked.path:
            case "/v3.0/oa/message/cs":
                return self._message(asked.fields())
            case "/v2.0/oa/message":
                return self._message(asked.fields(), old=True)
            case "/v3.0/oa/quota/message":
                replies = {"remain": 8, "total": 8}
                return _ok({"last_interaction": "1790000000000", "cs_reply": replies})
            case "/v3.0/oa/user/detail":
                return _ok({"user_id": json.loads(asked.query["data"])["user_id"], "display_name": "Lan"})
            case "/v2.0/oa/getoa":
                return _ok({"oa_id": "4444444444444444444", "is_verified": True, "oa_type": 4})
        return Given({"error": -201, "message": f"no such path {asked.path}"})

    def _token(self, asked: Asked) -> Given:
        fields = asked.fields()
        if trouble := self.token_troubles.next():
            return trouble
        if asked.headers.get("secret_key") != self.app_secret or fields.get("app_id") != self.app_id:
            return Given({"error": -14004, "error_name": "invalid app"})
        with self._lock:
            self._refreshing += 1
            self.refreshing_at_once = max(self.refreshing_at_once, self._refreshing)
        time.sleep(self._refresh_takes_s)
        with self._lock:
            self._refreshing -= 1
            return self._pair(fields)

    def _pair(self, fields: dict[str, Any]) -> Given:
        if fields.get("grant_type") == "authorization_code":
            if fields.get("code") != self.code:
                return Given({"error": -14014, "error_name": "Invalid code"})
            self.code = ""
        else:
            if fields.get("refresh_token") != self.refresh:
                self.reused += fields.get("refresh_token") in self.used_refresh
                return Given({"error": -14014, "error_name": "Invalid refresh token"})
            self.used_refresh.add(self.refresh)
            self.refreshes += 1
        number = int(self.refresh.split("-")[1]) + 1
        self.access, self.refresh = f"at-{number}", f"rt-{number}"
        return Given({"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"})

    def _message(self, fields: dict[str, Any], *, old: bool = False) -> Given:
        if old and "sender_action" in fields:
            with self._lock:
                self.reactions.append(fields)
            return _ok({"message_id": "r"})
        recipient = fields.get("recipient") or {}
        if old and "anonymous_id" not in recipient:
            return Given({"error": -240, "message": "API v2 is off"})
        if trouble := self.troubles.next():
            if trouble is INVALID_TOKEN:
                self.expire()
            return trouble
        message = fields.get("message") or {}
        if len(message.get("text", "")) > 2000:
            return Given({"error": -210, "message": "Parameter exceeds allowable limit"})
        buttons = ((message.get("attachment") or {}).get("payload") or {}).get("buttons", [])
        if len(buttons) > 5 or any(len(button["title"]) > 100 for button in buttons):
            return Given({"error": -201, "message": "bad buttons"})
        with self._lock:
            self.sent.append(fields | {"at": time.monotonic()})
            number = len(self.sent)
        user = recipient.get("user_id") or recipient.get("anonymous_id")
        return _ok({"message_id": f"m-{number}", "user_id": user, "quota": {"remain": "7", "total": "8"}})


def _ok(data: dict[str, Any]) -> Given:
    return Given({"data": data, "error": 0, "message": "Success"})
