"""Voice messages become words, where someone transcribes; the recordings are not kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Protocol

from bots.channel import Channel, Recording
from bots.errors import NotHeard, SendFailed
from bots.inbox import StoredEvent

_log = logging.getLogger(__name__)


class Transcriber(Protocol):
    def transcribe(self, recording: Recording) -> str:
        """Vietnamese words; empty where nobody speaks. Raises NotHeard."""
        ...


class Hearing:
    def __init__(self, channels: Mapping[str, Channel], transcriber: Transcriber | None) -> None:
        self._channels = channels
        self._transcriber = transcriber

    def words_of(self, stored: StoredEvent) -> str:
        """What is said in a voice message; empty where that can't be told."""
        if self._transcriber is None:
            return ""
        try:
            recording = self._channels[stored.channel].fetch(stored.event)
            return " ".join(self._transcriber.transcribe(recording).split())
        except (NotHeard, SendFailed) as error:
            _log.warning("voice message %d of %s was not heard: %s", stored.seq, stored.channel, error.detail)
            return ""
