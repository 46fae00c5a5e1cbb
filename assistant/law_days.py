"""What is worked out once for a day and a state of the law book, and serves every question asked of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from assistant.law_shelf import Shelf

Value = TypeVar("Value")
_DAYS = 8  # that are kept: today, and the dates that questions name


class PerDay(Generic[Value]):
    """`make` is given the shelf, the ids of the passages that are weighed (none where only the shelf counts), and the
    day."""

    def __init__(self, make: Callable[[Shelf, tuple[str, ...], date], Value]) -> None:
        self._make = make
        self._shelf: Shelf | None = None
        self._passages: tuple[str, ...] = ()
        self._days: dict[date, Value] = {}

    def of(self, shelf: Shelf, on: date, passages: tuple[str, ...] = ()) -> Value:
        if shelf is not self._shelf or passages is not self._passages or len(self._days) >= _DAYS:
            self._shelf, self._passages, self._days = shelf, passages, {}
        days = self._days  # another thread may put a new one in its place
        if on not in days:
            days[on] = self._make(shelf, passages, on)
        return days[on]
