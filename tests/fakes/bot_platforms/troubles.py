"""Failures to put in the way of sends: by plan, or by lot with a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from threading import Lock

from fakes.bot_platforms.loopback import Given


class Troubles:
    """`share` of the calls fail, each with one of `kinds`; `planned` failures come first."""

    def __init__(self, kinds: Sequence[Given] = (), share: float = 0.0, seed: int = 1) -> None:
        self.planned: list[Given] = []
        self.count = 0
        self._kinds = kinds
        self._share = share
        self._random = random.Random(seed)
        self._lock = Lock()

    def next(self) -> Given | None:
        with self._lock:
            trouble = None
            if self.planned:
                trouble = self.planned.pop(0)
            elif self._kinds and self._random.random() < self._share:
                trouble = self._random.choice(self._kinds)
            self.count += trouble is not None
            return trouble
