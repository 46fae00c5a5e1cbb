"""A circuit breaker for a server that takes what is sent and never answers: not every question waits for it.

Without one each question holds a thread for as long as is waited for an answer; the threads of a process are few, and
soon nobody is answered, not even those who don't need the server.
"""

from __future__ import annotations

from threading import Lock
from time import monotonic

_PAUSE_S = 2.0


class Breaker:
    """Closed until something was not answered in time; then one caller every `pause_s` tries whether it is back."""

    def __init__(self, pause_s: float = _PAUSE_S) -> None:
        self._pause, self._lock = pause_s, Lock()
        self._is_silent, self._next_try = False, 0.0

    def admits(self) -> bool:
        """Whether the caller may ask the server; who is not admitted does without it at once."""
        with self._lock:
            if not self._is_silent:
                return True
            now = monotonic()
            if now < self._next_try:
                return False
            self._next_try = now + self._pause
            return True

    def answered(self) -> None:
        self._is_silent = False

    def was_silent(self) -> None:
        """It did not answer in time."""
        with self._lock:
            self._is_silent, self._next_try = True, monotonic() + self._pause
