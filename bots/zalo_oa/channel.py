"""A Zalo Official Account as a channel."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx
from sqlalchemy import Engine

from bots.channel import Capabilities, Count, Markup, Receipt, Recording
from bots.desk import VoiceForm
from bots.errors import Malformed, NotConfigured
from bots.events import Event, Inbound
from bots.http_downloads import download
from bots.json_bodies import json_object, moment_ms
from bots.replies import Button, Outbound
from bots.settings import ZaloOaSettings
from bots.zalo_oa.client import ZaloOaClient, whole_number
from bots.zalo_oa.oauth import ZaloOauth
from bots.zalo_oa.parse import ANONYMOUS, parse_event
from bots.zalo_oa.signature import HEADER, is_signed
from bots.zalo_oa.tokens import ZaloTokens

NAME = "zalo-oa"
_CAPABILITIES = Capabilities(
    longest_text=2000,
    count=Count.CODE_POINTS,
    markup=Markup.PLAIN,
    most_buttons=5,
    longest_title=100,
    longest_action=1000,
    voice_out=VoiceForm.LINK,
    action_prefix="#",
)
_AHEAD_S = 300.0  # how far the platform's clock may be ahead of ours


class ZaloOaChannel:
    def __init__(self, settings: ZaloOaSettings, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        """Raises NotConfigured."""
        if not (settings.app_id and settings.app_secret):
            raise NotConfigured("Zalo Official Account: thiếu app id hoặc app secret.")
        self._settings = settings
        self._clock = clock
        self._http = httpx.Client(timeout=settings.timeout_s)
        self.oauth = ZaloOauth(settings, self._http)
        self.tokens = ZaloTokens(
            engine, settings.app_id, self.oauth.refresh, refresh_after_s=settings.refresh_after_s, clock=clock
        )
        self.client = ZaloOaClient(settings, self.tokens, self._http)

    @property
    def name(self) -> str:
        return NAME

    @property
    def capabilities(self) -> Capabilities:
        return _CAPABILITIES

    def require_secret(self) -> None:
        if not self._settings.oa_secret_key:
            raise NotConfigured("Zalo Official Account: thiếu OA secret key, webhook không được mở.")

    def verify(self, headers: Mapping[str, str], raw: bytes) -> bool:
        """Signed over the raw body with the body's own timestamp, and not so old that it must be a replay."""
        header = headers.get(HEADER, "")
        if not header or not self._settings.oa_secret_key:
            return False
        try:
            body = json_object(raw)
            sent = moment_ms(body, "timestamp") / 1000
        except Malformed:
            return False
        written = str(body.get("timestamp", ""))
        if not is_signed(header, self._settings.app_id, raw, written, self._settings.oa_secret_key):
            return False
        return -_AHEAD_S <= self._clock() - sent <= self._settings.longest_event_age_s

    def parse(self, raw: bytes) -> Sequence[Event]:
        return [parse_event(raw)]

    def acknowledge(self, event: Inbound) -> None:
        """A reaction on the message: there is no typing indicator."""
        if self._settings.react_icon and event.message_ref:
            self.client.react(event.conversation, event.message_ref)

    def send(self, conversation: str, message: Outbound) -> Receipt:
        data = self.client.send(_recipient(conversation), message_body(message))
        quota = data.get("quota")
        remaining = whole_number(quota.get("remain")) if isinstance(quota, dict) else None
        return Receipt(str(data.get("message_id", "")), remaining)

    def fetch(self, event: Inbound) -> Recording:
        return download(self._http, event.media_url, self._settings.api_url)

    def close(self) -> None:
        self._http.close()


def _recipient(conversation: str) -> dict[str, str]:
    if not conversation.startswith(ANONYMOUS):
        return {"user_id": conversation}
    user, _, thread = conversation.removeprefix(ANONYMOUS).partition(":")
    return {"anonymous_id": user, "conversation_id": thread}


def message_body(message: Outbound) -> dict[str, Any]:
    body: dict[str, Any] = {"text": message.text}
    if message.buttons:
        buttons = [_button(button) for button in message.buttons]
        body["attachment"] = {"type": "template", "payload": {"buttons": buttons}}
    return body


def _button(button: Button) -> dict[str, Any]:
    if button.url:
        return {"title": button.title, "type": "oa.open.url", "payload": {"url": button.url}}
    return {"title": button.title, "type": "oa.query.hide", "payload": button.action}
