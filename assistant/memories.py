"""Conversations kept in memory, for one process: batches, tests."""

from __future__ import annotations

from assistant.answering import next_memory
from assistant.answers import Answer
from assistant.turn import Memory, Turn


class InMemoryMemories:
    """A fake of the stored kind, and what batches use."""

    def __init__(self) -> None:
        self._kept: dict[str, Memory] = {}

    def load(self, session: str) -> Memory:
        return self._kept.get(session, Memory())

    def save(self, session: str, turn: Turn, answer: Answer) -> None:
        self._kept[session] = next_memory(turn, answer)

    def erase(self, session: str) -> None:
        self._kept.pop(session, None)
