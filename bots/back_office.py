"""What people do with conversations: answer those handed over, look at what did not arrive and send it again."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import uuid4

from bots.delivery import RemoteWaker
from bots.handover import Handover, Handovers, Said
from bots.inbox import Inbox, session_name
from bots.outbox import DeadLetter, Outbox
from bots.settings import QueueSettings
from bots.store.database import open_bots_database
from bots.work import Waker


class BackOffice:
    def __init__(
        self, inbox: Inbox, outbox: Outbox, handovers: Handovers, waker: Waker, clock: Callable[[], float]
    ) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._handovers = handovers
        self._waker = waker
        self._clock = clock

    def queue(self) -> list[Handover]:
        """Conversations that wait for a person, the longest first."""
        return self._handovers.queue(self._clock())

    def history(self, channel: str, conversation: str, most: int = 50) -> list[Said]:
        return self._handovers.history(channel, conversation, most)

    def reply(self, channel: str, conversation: str, text: str, staff: str) -> None:
        """Sends a person's answer through the conversation's channel, after what is before it."""
        accepted = self._handovers.staff_reply(channel, conversation, text, staff, self._clock())
        self._waker.wake(accepted.seq, session_name(channel, conversation), f"event-{accepted.seq}")

    def close(self, channel: str, conversation: str) -> bool:
        """Gives the conversation back to the machine; False if it already has it."""
        return self._handovers.close(channel, conversation)

    def dead_letters(self) -> list[DeadLetter]:
        return self._outbox.dead_letters()

    def counts(self) -> dict[str, int]:
        """Outgoing messages by state."""
        return self._outbox.counts()

    def replay(self, seq: int) -> bool:
        """Sends what is left of a dead letter; False if there is none of this number."""
        place = self._outbox.revive(seq)
        if place is None:
            return False
        self._waker.wake(seq, session_name(*place), f"replay-{seq}-{uuid4()}")
        return True


def open_back_office(database_url: str, queue: QueueSettings, clock: Callable[[], float] = time.time) -> BackOffice:
    """For the command line, beside a running server. Raises knowledge.errors.StoreError."""
    engine = open_bots_database(database_url)
    inbox = Inbox(engine)
    return BackOffice(inbox, Outbox(engine), Handovers(engine, inbox), RemoteWaker(queue), clock)
