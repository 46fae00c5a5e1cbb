"""The Zalo Bot Platform as a channel: text without buttons, voice as an .aac address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import httpx

from bots.channel import Capabilities, Count, Markup, Receipt, Recording
from bots.desk import VoiceForm
from bots.errors import NotConfigured, Undeliverable
from bots.events import Event, Inbound, read_or_pass
from bots.http_downloads import download
from bots.replies import Outbound
from bots.settings import ZaloBotSettings
from bots.webhook_secrets import carries_secret
from bots.zalo_bot.client import ZaloBotClient
from bots.zalo_bot.parse import event_of, parse_event

NAME = "zalo-bot"
_SECRET_HEADER = "x-bot-api-secret-token"  # noqa: S105 (a header's name)
_SHORTEST_SECRET = 8
_CAPABILITIES = Capabilities(
    longest_text=2000,
    count=Count.CODE_POINTS,
    markup=Markup.PLAIN,
    most_buttons=0,
    longest_title=0,
    longest_action=0,
    voice_out=VoiceForm.AAC_URL,
    typing_after_s=0.5,
)


class ZaloBotChannel:
    def __init__(self, settings: ZaloBotSettings) -> None:
        """Raises NotConfigured."""
        if not settings.token:
            raise NotConfigured("Zalo Bot Platform: thiếu mã bot (token).")
        self._settings = settings
        self._http = httpx.Client(timeout=settings.timeout_s)
        self.client = ZaloBotClient(settings, self._http)

    @property
    def name(self) -> str:
        return NAME

    @property
    def capabilities(self) -> Capabilities:
        return _CAPABILITIES

    def require_secret(self) -> None:
        if len(self._settings.webhook_secret) < _SHORTEST_SECRET:
            raise NotConfigured("Zalo Bot Platform: thiếu mã bí mật của webhook (từ 8 ký tự), webhook không được mở.")

    def verify(self, headers: Mapping[str, str], raw: bytes) -> bool:
        secret = self._settings.webhook_secret
        return len(secret) >= _SHORTEST_SECRET and carries_secret(headers, _SECRET_HEADER, secret)

    def parse(self, raw: bytes) -> Sequence[Event]:
        return [parse_event(raw)]

    def poll(self) -> Sequence[Event]:
        """The platform keeps no offset: an event that is handed out is gone, so the caller stores it at once."""
        body = self.client.updates()
        return [read_or_pass(event_of, body)] if body is not None else []

    def acknowledge(self, event: Inbound) -> None:
        self.client.call("sendChatAction", chat_id=event.conversation, action="typing")

    def send(self, conversation: str, message: Outbound) -> Receipt:
        if message.voice:
            if not urlsplit(message.voice).path.endswith(".aac"):
                raise Undeliverable("a voice's address must end in .aac")
            result = self.client.call("sendVoice", chat_id=conversation, voice_url=message.voice)
        else:
            result = self.client.call("sendMessage", chat_id=conversation, text=message.text)
        return Receipt(str(result.get("message_id", "")) if isinstance(result, dict) else "")

    def fetch(self, event: Inbound) -> Recording:
        return download(self._http, event.media_url, self._settings.base_url)

    def set_webhook(self, url: str) -> None:
        """Raises NotConfigured, SendFailed."""
        self.require_secret()
        self.client.call("setWebhook", url=url, secret_token=self._settings.webhook_secret)

    def delete_webhook(self) -> None:
        """Polling needs it."""
        self.client.call("deleteWebhook")

    def close(self) -> None:
        self._http.close()
