"""The law desk of an office without laws."""

from __future__ import annotations

from assistant.answers import Answer
from assistant.turn import Turn


class NoLaw:
    def answer(self, _turn: Turn) -> Answer | None:
        return None
