"""What the server does beside answering requests: it starts and stops with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.answering import Assistant
from motcua.bot_service import build_bots, durable_worker, has_bots, voice_notes
from motcua.channels import is_any_set_up
from motcua.housekeeping import Chore, Housekeeping
from motcua.wiring import Parts

if TYPE_CHECKING:
    from bots.webhooks import Webhook


class Background:
    def __init__(self, parts: Parts, assistant: Callable[[], Assistant]) -> None:
        """Raises bots.errors.NotConfigured where a channel's webhook can't be opened, knowledge.errors.StoreError."""
        settings = parts.settings
        self._worker = durable_worker(settings) if has_bots() or is_any_set_up(settings, "webhook") else None
        self._bots = build_bots(parts, "webhook", self._worker, assistant) if self._worker else None
        self.webhooks: dict[str, Webhook] = {}
        if self._bots:
            self.webhooks = {name: self._bots.webhook(name) for name in self._bots.channels}
        self.office = self._bots.office if self._bots else None  # what people do with conversations
        self.voice_notes = voice_notes(settings)
        self._housekeeping = Housekeeping(self._chores(settings.message_days))

    def start(self) -> None:
        if self._bots:
            self._bots.start()
        self._housekeeping.start()

    def stop(self) -> None:
        self._housekeeping.stop()
        if self._worker:
            self._worker.stop()
        if self._bots:
            self._bots.stop()

    def _chores(self, days: int) -> list[Chore]:
        chores = [Chore("recordings", days, self.voice_notes.forget_before)]
        if self._bots:
            chores.append(Chore("messages", days, self._bots.forget_before))
        return chores
