"""Conversations kept in memory, for one process: batches, tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.answers import Answer
from assistant.masking import mask
from assistant.remembered import KeptFeedback, KeptTurn, kept_turn, next_memory
from assistant.turn import Memory, Turn
from assistant.utc import utc_now


@dataclass(slots=True)
class _Conversation:
    memory: Memory
    touched_at: datetime
    turns: list[KeptTurn] = field(default_factory=list)
    feedback: list[KeptFeedback] = field(default_factory=list)


class InMemoryMemories:
    """A fake of the stored kind, and what batches use."""

    def __init__(self, keep_days: int = 30, now: Callable[[], datetime] = utc_now) -> None:
        self._keep, self._now = timedelta(days=keep_days), now
        self._kept: dict[str, _Conversation] = {}

    def load(self, session: str) -> Memory:
        kept = self._kept.get(session)
        return kept.memory if kept and kept.touched_at >= self._now() - self._keep else Memory()

    def save(self, session: str, turn: Turn, answer: Answer) -> None:
        kept = self._kept.setdefault(session, _Conversation(Memory(), self._now()))
        kept.memory, kept.touched_at = next_memory(turn, answer), self._now()
        kept.turns.append(kept_turn(len(kept.turns) + 1, turn, answer, kept.touched_at))

    def erase(self, session: str) -> None:
        self._kept.pop(session, None)

    def trace(self, session: str, turn: int) -> KeptTurn | None:
        kept = self._kept.get(session)
        return next((one for one in kept.turns if one.number == turn), None) if kept else None

    def turns(self, session: str) -> list[KeptTurn]:
        kept = self._kept.get(session)
        return list(kept.turns) if kept else []

    def feedback(self, session: str, useful: bool, comment: str = "", turn: int | None = None) -> bool:
        kept = self._kept.get(session)
        last = len(kept.turns) if kept else 0
        if kept is None or not last or (turn is not None and not 1 <= turn <= last):
            return False
        kept.feedback.append(KeptFeedback(session, turn or last, useful, mask(comment), self._now()))
        return True

    def all_feedback(self) -> list[KeptFeedback]:
        return [one for kept in self._kept.values() for one in kept.feedback]

    def purge(self, before: datetime) -> int:
        old = [session for session, kept in self._kept.items() if kept.touched_at < before]
        for session in old:
            del self._kept[session]
        return len(old)
