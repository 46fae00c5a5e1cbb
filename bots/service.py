"""The bots as one part of the program: build it, mount its webhooks or run its pollers, start and stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from bots.acknowledging import BackgroundAcknowledger
from bots.back_office import BackOffice
from bots.channel import Channel, PollingChannel
from bots.delivery import Delivery
from bots.desk import Desk, Voices
from bots.dialogue import Dialogue
from bots.durable import DurableWorker
from bots.errors import NotConfigured
from bots.handover import Handovers
from bots.hearing import Hearing, Transcriber
from bots.inbox import Inbox
from bots.opening import open_channels
from bots.outbox import Outbox
from bots.polling import Poller
from bots.redaction import guard_logs
from bots.settings import BotsSettings
from bots.store.database import open_bots_database
from bots.turns import Turns
from bots.webhooks import Webhook

_STAFF_PAUSE_S = 4 * 3600.0


class BotService:
    """Nothing is sent before `start`."""

    def __init__(
        self,
        settings: BotsSettings,
        desk: Desk,
        voices: Voices,
        worker: DurableWorker,
        transcriber: Transcriber | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`worker` may do other work too, so whoever made it stops it, before this. Without a transcriber voice
        messages are answered with a request to type.

        Raises NotConfigured, knowledge.errors.StoreError.
        """
        self._settings = settings
        self._clock = clock
        self.redaction = guard_logs(_secrets(settings))
        engine = open_bots_database(settings.delivery.database_url)
        self.inbox = Inbox(engine)
        self.outbox = Outbox(engine)
        self.handovers = Handovers(engine, self.inbox)
        self.channels = open_channels(settings, engine, clock)
        self._acknowledger = BackgroundAcknowledger()
        turns = Turns(
            self.channels,
            self._dialogue(desk, voices, Hearing(self.channels, transcriber)),
            self.inbox,
            self.outbox,
            self._acknowledger,
            settings.delivery,
            clock,
        )
        self.delivery = Delivery(worker, tuple(self.channels), self.inbox, turns, settings.delivery)
        self.office = BackOffice(self.inbox, self.outbox, self.handovers, self.delivery, clock)

    def start(self) -> None:
        self.delivery.start()

    def stop(self) -> None:
        self._acknowledger.close()
        for channel in self.channels.values():
            channel.close()

    def forget_before(self, moment: float) -> int:
        """Deletes finished events, their messages and wake-ups from before `moment` (Unix seconds); returns how many
        events. Keep at least as long as platforms repeat events: a day."""
        self.delivery.forget_before(moment)
        return self.inbox.forget_before(moment)

    def webhook(self, name: str) -> Webhook:
        """Of "telegram", "zalo-oa" or "zalo-bot". Raises NotConfigured for a channel or secret that is not set."""
        return Webhook(
            self._channel(name),
            self.inbox,
            self.delivery,
            longest_body=self._settings.delivery.longest_body,
            clock=self._clock,
        )

    def poller(self, name: str) -> Poller:
        """Of "telegram" or "zalo-bot". Raises NotConfigured."""
        channel = self._channel(name)
        if not hasattr(channel, "poll"):
            raise NotConfigured(f"Kênh {name} chỉ nhận tin qua webhook.")
        return Poller(cast(PollingChannel, channel), self.inbox, self.delivery, self._clock)

    def _channel(self, name: str) -> Channel:
        channel = self.channels.get(name)
        if channel is None:
            raise NotConfigured(f"Kênh {name} chưa được cài đặt.")
        return channel

    def _dialogue(self, desk: Desk, voices: Voices, hearing: Hearing) -> Dialogue:
        oa = self._settings.zalo_oa
        return Dialogue(
            desk,
            voices,
            hearing,
            self.inbox,
            self.handovers,
            self._settings.contact,
            self._settings.hours,
            longest_question=self._settings.delivery.longest_question,
            staff_pause_s=oa.staff_pause_s if oa else _STAFF_PAUSE_S,
            clock=self._clock,
        )


def _secrets(settings: BotsSettings) -> list[str]:
    secrets: list[str] = []
    if settings.telegram:
        secrets += [settings.telegram.token, settings.telegram.webhook_secret]
    if settings.zalo_oa:
        secrets += [settings.zalo_oa.app_secret, settings.zalo_oa.oa_secret_key, settings.zalo_oa.code_verifier]
    if settings.zalo_bot:
        secrets += [settings.zalo_bot.token, settings.zalo_bot.webhook_secret]
    return secrets
