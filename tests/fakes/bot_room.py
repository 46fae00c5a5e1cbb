"""The bots room without DBOS: wake-ups are kept, and the work is done when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import count
from pathlib import Path

from fakes.bot_channel import FakeChannel
from fakes.desk import FakeDesk

from bots.back_office import BackOffice
from bots.channel import Channel
from bots.desk import NoVoices, Voices
from bots.dialogue import Dialogue
from bots.events import EventKind, Inbound
from bots.handover import Handovers
from bots.hearing import Hearing, Transcriber
from bots.inbox import Inbox
from bots.outbox import Outbox
from bots.settings import Contact, DeliverySettings, OfficeHours
from bots.store.database import open_bots_database
from bots.turns import Turns
from bots.webhooks import Webhook, take

HALF_DAYS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
HOURS = OfficeHours(week=(HALF_DAYS,) * 5 + ((), ()))
CONTACT = Contact("Sở mẫu", "1900 0000", "Số 1 Đường Mẫu")
MONDAY_TEN = datetime(2026, 11, 23, 3, 0, tzinfo=UTC).timestamp()  # 10:00 in Việt Nam


@dataclass
class Clock:
    now: float = MONDAY_TEN

    def __call__(self) -> float:
        return self.now


class DirectAcknowledger:
    def acknowledge(self, channel: Channel, event: Inbound) -> Callable[[], None]:
        channel.acknowledge(event)
        return lambda: None


@dataclass
class KeptWakeups:
    woken: list[tuple[int, str, str]] = field(default_factory=list)

    def wake(self, seq: int, session: str, key: str) -> None:
        self.woken.append((seq, session, key))


class BotRoom:
    def __init__(
        self,
        folder: Path,
        channel: FakeChannel | None = None,
        desk: FakeDesk | None = None,
        voices: Voices | None = None,
        transcriber: Transcriber | None = None,
    ) -> None:
        self.settings = DeliverySettings(f"sqlite:///{folder}/bots.db", attempts=4)
        self.engine = open_bots_database(self.settings.database_url)
        self.clock = Clock()
        self.channel = channel or FakeChannel()
        self.desk = desk or FakeDesk()
        self.inbox, self.outbox = Inbox(self.engine), Outbox(self.engine)
        self.handovers = Handovers(self.engine, self.inbox)
        self.waker = KeptWakeups()
        dialogue = Dialogue(
            self.desk,
            voices or NoVoices(),
            Hearing({self.channel.name: self.channel}, transcriber),
            self.inbox,
            self.handovers,
            CONTACT,
            HOURS,
            longest_question=self.settings.longest_question,
            staff_pause_s=3600,
            clock=self.clock,
        )
        self.turns = Turns(
            {self.channel.name: self.channel},
            dialogue,
            self.inbox,
            self.outbox,
            DirectAcknowledger(),
            self.settings,
            self.clock,
        )
        self.office = BackOffice(self.inbox, self.outbox, self.handovers, self.waker, self.clock)
        self._ids = count(1)

    def webhook(self) -> Webhook:
        return Webhook(self.channel, self.inbox, self.waker, longest_body=1000, clock=self.clock)

    def receive(self, text: str, kind: EventKind = EventKind.TEXT, conversation: str = "c") -> None:
        event = Inbound(f"e{next(self._ids)}", conversation, "u", kind, text)
        take(self.channel.name, event, self.inbox, self.waker, self.clock())

    def work(self, conversation: str = "c") -> float:
        """Until the conversation is finished or has to wait; returns the wait in seconds."""
        progress = self.turns.advance(self.channel.name, conversation)
        while progress.more and progress.wait_s <= 0:
            progress = self.turns.advance(self.channel.name, conversation)
        return progress.wait_s

    def say(self, text: str, kind: EventKind = EventKind.TEXT, conversation: str = "c") -> list[str]:
        """What is sent in answer."""
        before = len(self.channel.sent)
        self.receive(text, kind, conversation)
        self.work(conversation)
        return [message.text for _, message in self.channel.sent[before:]]
