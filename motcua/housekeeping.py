"""Forgets what is older than the settings keep: at the start, and then once a day."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread

_log = logging.getLogger(__name__)
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Chore:
    """`forget_before` takes a moment (Unix seconds)."""

    what: str
    keep_days: int
    forget_before: Callable[[float], object]


class Housekeeping:
    def __init__(self, chores: Sequence[Chore], clock: Callable[[], float] = time.time) -> None:
        self._chores = chores
        self._clock = clock
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        self._stop.clear()
        self._thread = Thread(target=self._work, name="housekeeping", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Waits for the chore that is being done."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def once(self) -> None:
        for chore in self._chores:
            try:
                chore.forget_before(self._clock() - chore.keep_days * _DAY_S)
            except Exception:  # a thread's outer boundary: tomorrow again
                _log.exception("%s could not be forgotten", chore.what)

    def _work(self) -> None:
        while True:
            self.once()
            if self._stop.wait(_DAY_S):
                return
