"""Shows people that their message has arrived, beside the work on the answer: it may fail, and must not delay it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Timer
from typing import Protocol

from bots.channel import Channel
from bots.errors import SendFailed
from bots.events import EventKind, Inbound

_log = logging.getLogger(__name__)
Cancel = Callable[[], None]


class Acknowledger(Protocol):
    def acknowledge(self, channel: Channel, event: Inbound) -> Cancel:
        """Never raises. What is returned is called when the answer is ready: "typing" is then of no use any more."""
        ...


class BackgroundAcknowledger:
    """A few threads; what comes while all are busy and the line is full is left out."""

    def __init__(self, threads: int = 4, longest_line: int = 32) -> None:
        self._pool = ThreadPoolExecutor(threads, "bots-acknowledge")
        self._room = BoundedSemaphore(threads + longest_line)

    def acknowledge(self, channel: Channel, event: Inbound) -> Cancel:
        delay = channel.capabilities.typing_after_s
        if delay <= 0 or event.kind is EventKind.PRESS:  # a pressed button waits for its acknowledgement
            self._start(channel, event)
            return _nothing
        timer = Timer(delay, self._start, (channel, event))
        timer.daemon = True
        timer.start()
        return timer.cancel

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, channel: Channel, event: Inbound) -> None:
        if not self._room.acquire(blocking=False):
            return
        try:
            self._pool.submit(self._run, channel, event)
        except RuntimeError:  # closed meanwhile
            self._room.release()

    def _run(self, channel: Channel, event: Inbound) -> None:
        try:
            channel.acknowledge(event)
        except SendFailed as error:
            _log.info("an event of %s was not acknowledged: %s", channel.name, error.detail)
        except Exception:  # a thread's outer boundary
            _log.exception("an event of %s was not acknowledged", channel.name)
        finally:
            self._room.release()


def _nothing() -> None:
    return
