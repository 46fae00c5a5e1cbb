"""Calls of the Zalo Bot Platform. The token stands in the address, so logs are filtered (`bots.redaction`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from bots.errors import NeedsPerson, TryLater, Undeliverable
from bots.http_replies import BUSY, request_json
from bots.settings import ZaloBotSettings

_IDLE = 408
_ACCOUNT = frozenset({401, 403})


class ZaloBotClient:
    def __init__(self, settings: ZaloBotSettings, client: httpx.Client) -> None:
        self._settings = settings
        self._client = client

    def call(self, method: str, timeout_s: float | None = None, **arguments: Any) -> Any:
        """`result` of the answer. Raises TryLater, Undeliverable, NeedsPerson."""
        return _result(self._post(method, timeout_s, arguments))

    def updates(self) -> Mapping[str, Any] | None:
        """The next event, one at a time; None when none came within the polling time."""
        wait = self._settings.poll_s
        body = self._post("getUpdates", wait + self._settings.timeout_s, {"timeout": wait})
        if not body.get("ok") and _code(body) == _IDLE:
            return None
        result = _result(body)
        return result if isinstance(result, dict) and result else None

    def _post(self, method: str, timeout_s: float | None, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        url = f"{self._settings.base_url}/bot{self._settings.token}/{method}"
        timeout = self._settings.timeout_s if timeout_s is None else timeout_s
        return request_json(self._client, "POST", url, json=dict(arguments), timeout=timeout)


def _code(body: Mapping[str, Any]) -> int:
    code = body.get("error_code")
    return code if isinstance(code, int) else int(body["http_status"])


def _result(body: Mapping[str, Any]) -> Any:
    """`ok` decides, whatever the HTTP status."""
    if body.get("ok") is True:
        return body.get("result")
    code = _code(body)
    detail = f"error {code}: {body.get('description', '')}"
    if code in _ACCOUNT:
        raise NeedsPerson(detail)
    if code in BUSY or code >= 500:
        raise TryLater(detail, body["retry_after"])
    raise Undeliverable(detail)
