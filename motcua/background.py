"""What the server does beside answering requests: it starts and stops with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.answering import Assistant
from motcua.bot_service import build_bots, durable_worker, has_bots, voice_notes
from motcua.channels import is_any_set_up
from motcua.housekeeping import Chore, Housekeeping
from motcua.narrations.shelf import Shelf
from motcua.narrations.speaking import can_speak, speaker
from motcua.narrations.studio import Narrations
from motcua.narrations.workroom import Workroom
from motcua.retention import office_chores
from motcua.settings import Settings
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
        self.narrations = self._narrations(settings)
        self.workroom = Workroom(settings, self.narrations) if self.narrations else None
        self.narrations_token = settings.narrations_token.get_secret_value()
        self.office = self._bots.office if self._bots else None  # what people do with conversations
        self.voice_notes = voice_notes(settings)
        self._housekeeping = Housekeeping([*self._chores(settings), *office_chores(parts)])

    def open(self) -> None:
        """Opens the queue of messages, where a channel is set up. Raises knowledge.errors.StoreError."""
        if self._bots and self._worker:
            self._worker.start()

    def start(self) -> None:
        if self._bots:
            self._bots.start()
        if self.narrations:
            self.narrations.start()
        self._housekeeping.start()

    def stop(self) -> None:
        self._housekeeping.stop()
        if self.narrations:
            self.narrations.stop()
        if self._worker:
            self._worker.stop()
        if self._bots:
            self._bots.stop()

    def _narrations(self, settings: Settings) -> Narrations | None:
        if self._worker is None or not can_speak():
            return None
        shelf = Shelf(settings.home / "narrations")
        speak = speaker(settings, shelf.sentences)
        return Narrations(shelf, self._worker, speak, most_waiting=settings.narrations_waiting)

    def _chores(self, settings: Settings) -> list[Chore]:
        chores = [Chore("recordings", settings.message_days, self.voice_notes.forget_before)]
        if self._bots:
            chores.append(Chore("messages", settings.message_days, self._bots.forget_before))
        if self.narrations:
            chores.append(Chore("narrations", settings.narration_days, self.narrations.forget_before))
        if self.workroom:
            chores.append(Chore("reports in the studio", settings.narration_days, self.workroom.forget_before))
        return chores
