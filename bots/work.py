"""What durable work is, without the library that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

MESSAGES = "bots-conversation"  # the line of conversations that have events to answer


@dataclass(frozen=True, slots=True)
class Progress:
    """`more`: call again, after `wait_s` seconds; otherwise the work is finished."""

    more: bool
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of work.

    `advance` does for a subject what can be done now, in at most `threads` at once; after a crash it is called again.
    """

    name: str  # of its workflow
    queues: tuple[str, ...]
    advance: Callable[[str], Progress]
    threads: int


@dataclass(frozen=True, slots=True)
class WakeUp:
    """`key`: the same again does nothing. No two of one `partition` run at once, in whatever process."""

    line: str
    queue: str
    subject: str
    key: str
    partition: str


class Waker(Protocol):
    def wake(self, seq: int, session: str, key: str) -> None:
        """Has the conversation of event `seq` worked on; the same `key` again does nothing."""
        ...
