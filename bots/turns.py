"""One step of a conversation's work: decide the oldest open event, then send what is in its outbox."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping

from bots.acknowledging import Acknowledger
from bots.channel import Channel
from bots.dialogue import Dialogue
from bots.errors import NeedsPerson, TryLater, Undeliverable
from bots.events import EventKind
from bots.inbox import Inbox, StoredEvent
from bots.outbox import Outbox, Pending
from bots.rendering.render import render
from bots.settings import DeliverySettings
from bots.store.tables import EventState
from bots.work import Progress

_log = logging.getLogger(__name__)
_UNACKNOWLEDGED = {EventKind.STAFF_REPLY, EventKind.STAFF_SPOKE, EventKind.WITHDRAW, EventKind.FOLLOW}


class Turns:
    """All that happens in one conversation, in order. Never run two for one conversation at once."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        dialogue: Dialogue,
        inbox: Inbox,
        outbox: Outbox,
        acknowledger: Acknowledger,
        settings: DeliverySettings,
        clock: Callable[[], float],
    ) -> None:
        self._channels = channels
        self._dialogue = dialogue
        self._inbox = inbox
        self._outbox = outbox
        self._acknowledger = acknowledger
        self._settings = settings
        self._clock = clock

    def advance(self, channel: str, conversation: str) -> Progress:
        """May be repeated after a crash at any point: what is stored is not decided or sent again.

        Only a message that was sent and not yet marked as sent goes out a second time.
        Raises knowledge.errors.StoreError.
        """
        stored = self._inbox.oldest_open(channel, conversation)
        if stored is None:
            return Progress(more=False)
        target = self._channels.get(channel)
        if target is None:  # the channel was switched off: its events wait for its return
            return Progress(more=False)
        if stored.state is EventState.WAITING:
            self._decide(target, stored)
        for pending in self._outbox.pending(stored.seq):
            wait = self._deliver(target, stored, pending)
            if wait is not None:
                return Progress(more=True, wait_s=wait)
        self._inbox.finish(stored.seq, EventState.DONE)
        if stored.event.kind is EventKind.WITHDRAW:
            self._inbox.erase(channel, conversation, before=stored.seq + 1)
        return Progress(more=True)

    def _decide(self, channel: Channel, stored: StoredEvent) -> None:
        ready = None
        if stored.event.kind not in _UNACKNOWLEDGED:
            ready = self._acknowledger.acknowledge(channel, stored.event)
        try:
            reply = self._dialogue.respond(stored, channel.capabilities)
            messages = render(reply, channel.capabilities) if reply else ()
        except Exception:  # the one boundary behind which a failure becomes a courteous sentence
            _log.exception("event %d of %s could not be answered", stored.seq, channel.name)
            reply = self._dialogue.failure()
            messages = render(reply, channel.capabilities)
        finally:
            if ready is not None:
                ready()
        self._outbox.put(stored.seq, reply, messages)

    def _deliver(self, channel: Channel, stored: StoredEvent, pending: Pending) -> float | None:
        """Seconds to wait before going on with this event; None: it is sent, or given up."""
        early = pending.not_before - self._clock()
        if early > 0:
            return early
        try:
            receipt = channel.send(stored.event.conversation, pending.message)
        except TryLater as error:
            return self._postpone(stored, pending, error)
        except (Undeliverable, NeedsPerson) as error:
            self._give_up(stored, error.detail, needs_person=isinstance(error, NeedsPerson))
            return 0.0
        self._outbox.sent(pending.id, receipt, self._clock())
        return None

    def _postpone(self, stored: StoredEvent, pending: Pending, error: TryLater) -> float:
        if pending.attempts + 1 >= self._settings.attempts:
            self._give_up(stored, error.detail, needs_person=False)
            return 0.0
        doubled = self._settings.first_wait_s * 2**pending.attempts
        own = min(doubled, self._settings.longest_wait_s) * random.uniform(0.8, 1.2)  # noqa: S311 (spreads retries)
        wait = own if error.retry_after is None else max(error.retry_after, 0.0)
        self._outbox.postpone(pending.id, self._clock() + wait, error.detail)
        return wait

    def _give_up(self, stored: StoredEvent, detail: str, *, needs_person: bool) -> None:
        _log.error("event %d of %s went to the dead letters: %s", stored.seq, stored.channel, detail)
        self._outbox.give_up(stored.seq, detail, needs_person=needs_person)
