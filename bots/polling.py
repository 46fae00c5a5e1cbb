"""Long polling: asks the platform for events, stores each, and goes on after failures."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event as Flag

from bots.channel import PollingChannel
from bots.errors import NeedsPerson, SendFailed, TryLater
from bots.events import Inbound
from bots.inbox import Inbox
from bots.webhooks import take
from bots.work import Waker
from knowledge.errors import StoreError

_log = logging.getLogger(__name__)
_SHORTEST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 60.0


class Poller:
    def __init__(self, channel: PollingChannel, inbox: Inbox, waker: Waker, clock: Callable[[], float]) -> None:
        self._channel = channel
        self._inbox = inbox
        self._waker = waker
        self._clock = clock

    def run(self, stop: Flag) -> None:
        """Until `stop` is set. Raises NeedsPerson: the account is at fault, and waiting does not help."""
        pause = _SHORTEST_PAUSE_S
        is_ready = False
        while not stop.is_set():
            try:
                if not is_ready:
                    self._channel.delete_webhook()
                    is_ready = True
                self.once()
                pause = _SHORTEST_PAUSE_S
            except NeedsPerson:
                raise
            except (SendFailed, StoreError) as error:
                asked = error.retry_after if isinstance(error, TryLater) else None
                _log.warning("polling %s failed: %s", self._channel.name, error.detail)
                stop.wait(asked if asked is not None else pause)
                pause = min(pause * 2, _LONGEST_PAUSE_S)

    def once(self) -> int:
        """One round; returns how many events were stored. Raises SendFailed, knowledge.errors.StoreError."""
        stored = 0
        for event in self._channel.poll():
            if isinstance(event, Inbound):
                take(self._channel.name, event, self._inbox, self._waker, self._clock())
                stored += 1
        return stored
