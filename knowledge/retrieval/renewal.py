"""A value that takes long to make: made anew beside the questions, which go on with the one before meanwhile.

Making the keyword indexes of a national catalogue takes a quarter of a minute of processor time, and while records are
ingested the catalogue changes with every file. Without this every question would make them, each for itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock, Thread
from time import monotonic
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")
_PATIENCE_S = 3.0
_REST = 3.0  # times as long as it took: a quarter of the process' time at most


class Renewal(Generic[T]):
    """`patience_s`: so long the question that notices a change waits for it; what is quickly made is always new."""

    def __init__(self, make: Callable[[], T], patience_s: float = _PATIENCE_S) -> None:
        self._make, self._patience = make, patience_s
        self._value: T | None = None
        self._first, self._starting = Lock(), Lock()
        self._thread: Thread | None = None
        self._rests_until = 0.0

    @property
    def made(self) -> T | None:
        """None before it is asked for."""
        return self._value

    def get(self) -> T:
        """Made here the first time, by one thread for all. Raises what making it raises."""
        value = self._value
        if value is None:
            with self._first:
                value = self._value if self._value is not None else self._make()
                self._value = value
        return value

    def renew(self) -> None:
        """Has it made anew, unless that is being done or was done a moment ago."""
        with self._starting:
            if self._thread is not None or monotonic() < self._rests_until:
                return
            thread = self._thread = Thread(target=self._work, name="renewal", daemon=True)
            thread.start()
        thread.join(self._patience)

    def _work(self) -> None:
        began = monotonic()
        try:
            self._value = self._make()
        except Exception:  # a thread's outer boundary: the one before still serves, and the next question tries again
            log.exception("the indexes could not be renewed")
        took = monotonic() - began
        self._rests_until = monotonic() + (_REST * took if took > self._patience else 0.0)
        self._thread = None
