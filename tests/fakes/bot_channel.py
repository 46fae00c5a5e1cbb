"""A channel in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bots.channel import Capabilities, Count, Markup, Receipt, Recording
from bots.errors import Malformed, NotConfigured, SendFailed
from bots.events import Event, EventKind, Inbound
from bots.replies import Outbound

BUTTONS = Capabilities(4096, Count.UTF16, Markup.HTML, 10, 60, 64, None)
BARE = Capabilities(200, Count.CODE_POINTS, Markup.PLAIN, 0, 0, 0, None)


class FakeChannel:
    """Takes {"id", "conversation", "text"}; the secret is the header "secret"."""

    def __init__(self, capabilities: Capabilities = BUTTONS, secret: str = "s3cret") -> None:
        self.name = "fake"
        self.capabilities = capabilities
        self.sent: list[tuple[str, Outbound]] = []
        self.acknowledged: list[str] = []
        self.failures: list[SendFailed] = []
        self._secret = secret

    def limited(self, **changes: object) -> None:
        self.capabilities = replace(self.capabilities, **changes)  # type: ignore[arg-type]

    def require_secret(self) -> None:
        if not self._secret:
            raise NotConfigured("Kênh thử: thiếu mã bí mật, webhook không được mở.")

    def verify(self, headers: Mapping[str, str], raw: bytes) -> bool:
        return bool(self._secret) and headers.get("secret") == self._secret

    def parse(self, raw: bytes) -> Sequence[Event]:
        try:
            body = json.loads(raw)
            return [Inbound(body["id"], body["conversation"], "u", EventKind.TEXT, body["text"])]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Malformed(str(error)) from error

    def acknowledge(self, event: Inbound) -> None:
        self.acknowledged.append(event.event_id)

    def send(self, conversation: str, message: Outbound) -> Receipt:
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((conversation, message))
        return Receipt(f"m{len(self.sent)}")

    def fetch(self, event: Inbound) -> Recording:
        return Recording(event.text.encode(), "voice.ogg")

    def close(self) -> None:
        return

    def texts(self, conversation: str | None = None) -> list[str]:
        return [message.text for to, message in self.sent if conversation in {None, to}]
