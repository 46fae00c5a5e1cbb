"""How many answers this process gave, of which kind and how fast; nothing of what was asked."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from assistant.answering import Assistant
from assistant.turn import Reply
from knowledge.errors import IndexDamaged, ModelUnavailable, StoreError

# Upper ends in seconds: answers from the record take milliseconds, a model's words up to the limit of the settings.
BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_AWAY: tuple[tuple[type[Exception], str], ...] = (
    (StoreError, "store"),
    (IndexDamaged, "index"),
    (ModelUnavailable, "embedder"),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """`within[n]`: answers that took at most `BUCKETS_S[n]`, and the last all; as Prometheus counts, cumulative."""

    answers: Mapping[tuple[str, str], int]  # (status, reason) -> how many
    failures: Mapping[str, int]  # what was away, or "unforeseen" -> how many
    within: tuple[int, ...]
    seconds: float


@dataclass(slots=True)
class Tally:
    _answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    _failures: Counter[str] = field(default_factory=Counter)
    _buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS_S) + 1))
    _seconds: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def answered(self, reply: Reply) -> None:
        took = reply.milliseconds / 1000
        with self._lock:
            self._answers[reply.answer.status.value, reply.answer.reason.value] += 1
            self._buckets[bisect_left(BUCKETS_S, took)] += 1
            self._seconds += took

    def failed(self, error: Exception) -> None:
        away = next((name for kind, name in _AWAY if isinstance(error, kind)), "unforeseen")
        with self._lock:
            self._failures[away] += 1

    def counted(self) -> Counted:
        with self._lock:
            sums = [sum(self._buckets[: end + 1]) for end in range(len(self._buckets))]
            return Counted(dict(self._answers), dict(self._failures), tuple(sums), self._seconds)


class TalliedAssistant(Assistant):
    """Counts what every channel of this process asks."""

    def __init__(self, tally: Tally, *parts: Any, **named: Any) -> None:
        super().__init__(*parts, **named)
        self._tally = tally

    def ask(self, question: str, *, session: str | None = None, on: date | None = None) -> Reply:
        try:
            reply = super().ask(question, session=session, on=on)
        except Exception as error:
            self._tally.failed(error)
            raise
        self._tally.answered(reply)
        return reply
