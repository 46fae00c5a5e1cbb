"""A sign of life: long readers call `beat` after every page, so that slow work can be told from a hang."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

LISTENER: ContextVar[Callable[[], None] | None] = ContextVar("listener", default=None)


def beat() -> None:
    listener = LISTENER.get()
    if listener is not None:
        listener()
