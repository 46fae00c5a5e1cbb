"""Durable delivery: each conversation is woken when an event comes, and worked on by one worker at a time.

The order and the state of the work are in our own tables; a wake-up names an event, and the next one of the
conversation does what is left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import uuid4

from bots.durable import DurableWorker, wake_elsewhere
from bots.inbox import Inbox, channel_of
from bots.settings import DeliverySettings, QueueSettings
from bots.turns import Turns
from bots.work import MESSAGES, Line, Progress, WakeUp


class Delivery:
    def __init__(
        self, worker: DurableWorker, channels: Sequence[str], inbox: Inbox, turns: Turns, settings: DeliverySettings
    ) -> None:
        """Works for `channels` alone: another process may have the others."""
        self._worker = worker
        self._inbox = inbox
        self._turns = turns
        queues = tuple(_queue(channel) for channel in channels)
        worker.add(Line(MESSAGES, queues, self._advance, settings.concurrent_conversations))

    def start(self) -> None:
        """Wakes every conversation with open events."""
        self._worker.start()
        boot = uuid4().hex
        for seq, session in self._inbox.unfinished():
            self.wake(seq, session, f"boot-{boot}-{seq}")

    def wake(self, seq: int, session: str, key: str) -> None:
        """Returns at once: the event is stored, so a wake-up that a crash loses is made up for at the next start."""
        self._worker.wake(_wake_up(seq, session, key))

    def forget_before(self, moment: float) -> None:
        """Deletes the records of wake-ups that ended before `moment` (Unix seconds)."""
        self._worker.forget_before(MESSAGES, moment)

    def _advance(self, subject: str) -> Progress:
        place = self._inbox.place(int(subject))
        if place is None:
            return Progress(more=False)
        progress = self._turns.advance(*place)
        while progress.more and progress.wait_s <= 0:
            progress = self._turns.advance(*place)
        return progress


class RemoteWaker:
    """Wakes conversations of a worker in another process, as the command line does."""

    def __init__(self, settings: QueueSettings) -> None:
        self._settings = settings

    def wake(self, seq: int, session: str, key: str) -> None:
        """Where the worker has never run there is nothing to wake: it finds all open events when it starts."""
        wake_elsewhere(self._settings, _wake_up(seq, session, key))


def _wake_up(seq: int, session: str, key: str) -> WakeUp:
    return WakeUp(MESSAGES, _queue(channel_of(session)), str(seq), key, _partition(session))


def _queue(channel: str) -> str:
    return f"bots-{channel}"


def _partition(session: str) -> str:
    """Names the conversation without telling whose it is."""
    return hashlib.blake2b(session.encode(), digest_size=16).hexdigest()
