"""A webhook without a framework: (headers, raw body) -> (status, body). Stored before it is acknowledged."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bots.channel import Channel
from bots.errors import Malformed
from bots.events import Inbound
from bots.inbox import Inbox, session_name
from bots.work import Waker

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    status: int
    body: bytes = b'{"ok":true}'


class Webhook:
    """Safe to call from several threads. Raises knowledge.errors.StoreError: answer 500, and the platform repeats."""

    def __init__(
        self, channel: Channel, inbox: Inbox, waker: Waker, *, longest_body: int, clock: Callable[[], float]
    ) -> None:
        """Raises NotConfigured where no secret is set: an open webhook would answer anybody."""
        channel.require_secret()
        self._channel = channel
        self._inbox = inbox
        self._waker = waker
        self._longest_body = longest_body
        self._clock = clock

    @property
    def longest_body(self) -> int:
        """Bytes; the server should stop reading beyond."""
        return self._longest_body

    def handle(self, headers: Mapping[str, str], raw: bytes) -> WebhookAnswer:
        """200 once every event is stored; 401 for what the platform did not send; 413 and 400 for what is no event."""
        if len(raw) > self._longest_body:
            return WebhookAnswer(413, b'{"ok":false}')
        if not self._channel.verify({name.lower(): value for name, value in headers.items()}, raw):
            _log.warning("%s webhook: a request without a valid signature was refused", self._channel.name)
            return WebhookAnswer(401, b'{"ok":false}')
        try:
            events = self._channel.parse(raw)
        except Malformed as error:
            _log.warning("%s webhook: %s", self._channel.name, error.detail)
            return WebhookAnswer(400, b'{"ok":false}')
        for event in events:
            if isinstance(event, Inbound):
                take(self._channel.name, event, self._inbox, self._waker, self._clock())
            else:
                _log.debug("%s webhook: event ignored: %s", self._channel.name, event.why)
        return WebhookAnswer(200)


def take(channel: str, event: Inbound, inbox: Inbox, waker: Waker, now: float) -> None:
    """Stores the event and wakes its conversation; a repetition only repeats a wake-up that a crash may have lost."""
    accepted = inbox.accept(channel, event, now)
    if accepted.unfinished:
        waker.wake(accepted.seq, session_name(channel, event.conversation), f"event-{accepted.seq}")
