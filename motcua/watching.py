"""Watches folders and ingests them again when something in them changed."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from watchfiles import watch

from ingest.synchronise import Report
from motcua.errors import Busy
from motcua.failures import failure_of
from motcua.ingesting import Order, ingest_all
from motcua.wiring import Parts

log = logging.getLogger(__name__)

_QUIET_MS = 1600  # changes that follow one another within this are one delivery
_TRY_AGAIN = 5.0  # seconds, where another process is ingesting or the disk is full
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class _Stopped(Exception):
    """Raised between two files: what was stored until then stays, the rest is read the next time."""


class Watch:
    """`tell` hears one sentence a happening, `told` makes one of a report. Nothing but a signal ends `run`."""

    def __init__(
        self, parts: Parts, order: Order, *, tell: Callable[[str], None], told: Callable[[Report], str], poll: bool
    ) -> None:
        self._parts, self._order, self._tell, self._told, self._poll = parts, order, tell, told, poll
        self._stop = threading.Event()

    def run(self) -> None:
        """Ingests once, then after every change, until SIGINT or SIGTERM."""
        with self._listening():
            self._ingest()
            changes = watch(
                *self._order.paths,
                stop_event=self._stop,
                step=200,
                debounce=_QUIET_MS,
                force_polling=self._poll or None,
                raise_interrupt=False,
                ignore_permission_denied=True,
            )
            for _ in changes:
                self._ingest()

    def stop(self) -> None:
        self._stop.set()

    def _ingest(self) -> None:
        """One run; what goes wrong is told, and tried again where waiting may help."""
        while not self._stop.is_set():
            try:
                report = ingest_all(self._parts, self._order, self._progress)
            except _Stopped:
                return
            except Exception as error:  # the watch outlives whatever a delivery brings
                failure = failure_of(error)
                self._tell(failure.message)
                log.info("%s: %s", type(error).__name__, failure.detail or error, exc_info=not failure.expected)
                if isinstance(error, Busy):
                    self._stop.wait(_TRY_AGAIN)
                    continue
                return
            if report.added or report.updated or report.removed or report.failed:
                self._tell(self._told(report))
            return

    def _progress(self, _what: str, _done: int, _total: int) -> None:
        if self._stop.is_set():
            raise _Stopped

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Signals set the stop; where `run` is called outside the main thread, `stop` has to."""

        def heard(_number: int, _frame: FrameType | None) -> None:
            self._stop.set()

        if threading.current_thread() is not threading.main_thread():
            yield
            return
        kept = {number: signal.signal(number, heard) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)
