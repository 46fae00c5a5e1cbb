"""Narrations at work: one after the other, beside the requests; a restart goes on where it was."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from bots.work import Line, Progress, WakeUp
from motcua.errors import InputFailed
from motcua.failures import failure_of
from motcua.narrations.order import UNFINISHED, Narration, Order, Outcome, State, Step
from motcua.narrations.shelf import Shelf
from tts.narration import NarrationResult
from tts.narration import Progress as SpokenProgress

_log = logging.getLogger(__name__)
_LINE = "narration"
_QUEUE = "narrations"
_TELL_EVERY_S = 0.5
_MOST_TRIES = 3
_CRASHES = "Báo cáo này đã làm chương trình dừng nhiều lần nên không được đọc nữa; xin thử tệp ở dạng khác."

Speak = Callable[[Path, Path, Order, Callable[[SpokenProgress], None]], NarrationResult]
"""(report, folder for the files, order, progress) -> what was made. Raises tts.errors.TtsError."""


class Worker(Protocol):
    def add(self, line: Line) -> None: ...

    def start(self) -> None: ...

    def wake(self, up: WakeUp) -> None: ...

    def forget_before(self, line: str, moment: float) -> None: ...


class Stopped(Exception):
    """The server stops, or the narration was removed while it was read."""


class Narrations:
    def __init__(self, shelf: Shelf, worker: Worker, speak: Speak, *, most_waiting: int) -> None:
        self.shelf = shelf
        self._worker = worker
        self._speak = speak
        self._most_waiting = most_waiting
        self._stopping = threading.Event()
        worker.add(Line(_LINE, (_QUEUE,), self._advance, threads=1))

    def start(self) -> None:
        """Goes on with what was not finished; opens no queue where there is nothing to do."""
        self._stopping.clear()
        boot = uuid4().hex
        for narration in reversed(self.unfinished()):
            self._worker.start()
            self._wake(narration.id, f"boot-{boot}-{narration.id}")

    def stop(self) -> None:
        """Before the worker: a long report ends after its present sentence, and goes on at the next start."""
        self._stopping.set()

    def unfinished(self) -> list[Narration]:
        return [one for one in self.shelf.all() if one.state in UNFINISHED]

    def order(self, order: Order, report: bytes) -> Narration | None:
        """Stored before it is worked on; None where too many wait. Raises OSError."""
        if len(self.unfinished()) >= self._most_waiting:
            return None
        narration = Narration(secrets.token_hex(16), order, time.time())
        self.shelf.add(narration, report)
        self._worker.start()
        self._wake(narration.id, f"narration-{narration.id}")
        return narration

    def forget_before(self, moment: float) -> int:
        """Deletes what was finished before `moment` (Unix seconds); returns how many."""
        old = [one for one in self.shelf.all() if one.finished_at is not None and one.finished_at < moment]
        for narration in old:
            self.shelf.remove(narration.id)
        self._worker.forget_before(_LINE, moment)
        return len(old)

    def _wake(self, identifier: str, key: str) -> None:
        self._worker.wake(WakeUp(_LINE, _QUEUE, identifier, key, partition=identifier))

    def _advance(self, identifier: str) -> Progress:
        """May be called again at any time: what is finished stays, and spoken sentences are found again."""
        narration = self.shelf.get(identifier)
        if narration is not None and narration.state in UNFINISHED and not self._stopping.is_set():
            try:
                self._read(narration)
            except Stopped:
                _log.info("narration %s stops before its end", identifier)
                if self.shelf.get(identifier) is None:
                    self.shelf.remove(identifier)  # what was written after it had been removed
        return Progress(more=False)

    def _read(self, narration: Narration) -> None:
        narration = replace(narration, tries=narration.tries + 1)
        self._put(narration)
        try:
            if narration.tries > _MOST_TRIES:
                raise InputFailed(_CRASHES)
            outcome = _outcome(self._spoken(narration))
            changes: dict[str, Any] = {"state": State.DONE, "outcome": outcome}
        except Stopped:
            raise
        except Exception as error:  # the one boundary behind which a failure becomes a sentence
            failure = failure_of(error)
            _log.warning("narration %s failed: %s", narration.id, failure.detail or failure.message)
            if not failure.expected:
                _log.error("narration %s met an unforeseen failure", narration.id, exc_info=error)
            changes = {"state": State.FAILED, "error": failure.message}
        latest = self.shelf.get(narration.id)
        if latest is not None:
            self._put(replace(latest, finished_at=time.time(), **changes))

    def _spoken(self, narration: Narration) -> NarrationResult:
        told = 0.0

        def tell(progress: SpokenProgress) -> None:
            nonlocal told
            if self._stopping.is_set():
                raise Stopped
            if time.monotonic() - told >= _TELL_EVERY_S or progress.done == progress.total:
                told = time.monotonic()
                step = Step(progress.stage, progress.done, progress.total, progress.seconds_left)
                self._put(replace(narration, state=State.READING, step=step, tries=0))

        folder = self.shelf.folder(narration.id)
        return self._speak(self.shelf.report(narration), folder, narration.order, tell)

    def _put(self, narration: Narration) -> None:
        """Raises Stopped."""
        if self.shelf.get(narration.id) is None:
            raise Stopped
        try:
            self.shelf.put(narration)
        except FileNotFoundError as error:
            raise Stopped from error


def _outcome(result: NarrationResult) -> Outcome:
    return Outcome(
        engine=result.engine,
        voice=result.voice,
        fallback=result.fallback.announcement if result.fallback else None,
        seconds=round(result.seconds, 2),
        synthesised=result.synthesised,
        cached=result.cached,
        chapters=result.chapters,
        loudness_lufs=result.loudness_lufs,
    )
