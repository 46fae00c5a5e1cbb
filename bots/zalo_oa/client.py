"""Calls of the Zalo Official Account API. An error arrives with HTTP 200: the body tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from bots.errors import LoginNeeded, NeedsPerson, TryLater, Undeliverable
from bots.http_replies import request_json
from bots.settings import ZaloOaSettings
from bots.zalo_oa.error_classes import ErrorClass, class_of
from bots.zalo_oa.tokens import StoredToken, ZaloTokens


@dataclass(frozen=True, slots=True)
class Quota:
    """What may still be sent to a person in the reply window; None where the platform does not say."""

    last_interaction_ms: int | None
    remaining: int | None
    total: int | None


class ZaloOaClient:
    def __init__(self, settings: ZaloOaSettings, tokens: ZaloTokens, client: httpx.Client) -> None:
        self._settings = settings
        self._tokens = tokens
        self._client = client

    def send(self, recipient: Mapping[str, str], message: Mapping[str, Any]) -> Mapping[str, Any]:
        """A consultation message; returns `data` of the answer. Raises TryLater, Undeliverable, NeedsPerson."""
        path = "/v2.0/oa/message" if "anonymous_id" in recipient else "/v3.0/oa/message/cs"
        return self._call("POST", path, json={"recipient": dict(recipient), "message": dict(message)})

    def react(self, user_id: str, message_id: str) -> None:
        action = {"react_icon": self._settings.react_icon, "react_message_id": message_id}
        self._call("POST", "/v2.0/oa/message", json={"recipient": {"user_id": user_id}, "sender_action": action})

    def quota(self, user_id: str) -> Quota:
        data = self._call("POST", "/v3.0/oa/quota/message", json={"user_id": user_id})
        replies = data.get("cs_reply") or {}
        return Quota(
            whole_number(data.get("last_interaction")),
            whole_number(replies.get("remain")),
            whole_number(replies.get("total")),
        )

    def account(self) -> Mapping[str, Any]:
        """The account's own record, as a health check."""
        return self._call("GET", "/v2.0/oa/getoa")

    def profile(self, user_id: str) -> Mapping[str, Any]:
        return self._call("GET", "/v3.0/oa/user/detail", params={"data": json.dumps({"user_id": user_id})})

    def _call(self, method: str, path: str, **options: Any) -> Mapping[str, Any]:
        token = self._token()
        body = self._request(token, method, path, options)
        if class_of_body(body) is ErrorClass.REFRESH:
            body = self._request(self._token(instead_of=token), method, path, options)
        return _data(body)

    def _request(self, token: StoredToken, method: str, path: str, options: dict[str, Any]) -> Mapping[str, Any]:
        headers = {"access_token": token.access}
        return request_json(self._client, method, f"{self._settings.api_url}{path}", headers=headers, **options)

    def _token(self, instead_of: StoredToken | None = None) -> StoredToken:
        try:
            return self._tokens.renewed(instead_of.generation) if instead_of else self._tokens.current()
        except LoginNeeded as error:
            raise NeedsPerson(f"{error} {error.detail}".strip()) from error


def class_of_body(body: Mapping[str, Any]) -> ErrorClass | None:
    """None: success."""
    code = whole_number(body.get("error"))
    if not code and body["http_status"] < 400:
        return None
    return class_of(code) if code else ErrorClass.WAIT


def _data(body: Mapping[str, Any]) -> Mapping[str, Any]:
    failed = class_of_body(body)
    if failed is None:
        data = body.get("data")
        return data if isinstance(data, dict) else {}
    detail = f"error {body.get('error')}: {body.get('message', '')} (HTTP {body['http_status']})"
    match failed:
        case ErrorClass.GIVE_UP:
            raise Undeliverable(detail)
        case ErrorClass.CALL_PERSON:
            raise NeedsPerson(detail)
        case ErrorClass.REFRESH | ErrorClass.WAIT:
            raise TryLater(detail, body["retry_after"])


def whole_number(value: Any) -> int | None:
    """Numbers come as numbers or as strings."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
