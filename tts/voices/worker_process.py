"""A speaking worker in its own process, kept alive for a whole report.

espeak-ng and Piper are GPL-3: they are loaded only in such a process, and nothing but text and samples crosses.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import tts
from tts.voices.faults import FaultKind, VoiceFault, VoiceNotReady
from tts.voices.worker_frames import read_frame, write_frame


class WorkerProcess:
    """Starts ``python -m module args...`` when first needed, and again after a crash.

    ``timeout`` is in seconds for one sentence: a worker that takes longer is killed and reported as a fault.
    """

    def __init__(self, module: str, args: Sequence[str], *, timeout: float, missing: str) -> None:
        self._command = [sys.executable, "-m", module, *args]
        self._timeout = timeout
        self._missing = missing
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._hello: dict[str, object] = {}

    def hello(self) -> dict[str, object]:
        """The worker's greeting; raises VoiceNotReady when it cannot start."""
        with self._lock:
            self._ensure()
            return self._hello

    def speak(self, text: str) -> bytes:
        """Raw 16-bit mono samples of ``text``."""
        with self._lock:
            process = self._ensure()
            watchdog = threading.Timer(self._timeout, process.kill)
            watchdog.start()
            try:
                return self._exchange(process, text)
            finally:
                watchdog.cancel()

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _ensure(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._stop()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": _search_path()},
        )
        self._process = process
        frame = read_frame(_pipe(process.stdout))
        hello = json.loads(frame) if frame is not None else {"error": "the worker ended at once"}
        if "error" in hello:
            self._stop()
            raise VoiceNotReady(self._missing, detail=str(hello["error"]))
        self._hello = hello
        return process

    def _exchange(self, process: subprocess.Popen[bytes], text: str) -> bytes:
        try:
            write_frame(_pipe(process.stdin), text.encode())
            status = read_frame(_pipe(process.stdout))
            samples = read_frame(_pipe(process.stdout)) if status is not None else None
        except OSError as error:
            self._stop()
            raise VoiceFault(FaultKind.CRASHED, str(error)) from error
        if status is None or samples is None:
            self._stop()
            raise VoiceFault(FaultKind.CRASHED, "the worker ended in the middle of a sentence")
        if status:
            raise VoiceFault(FaultKind.UNREADABLE, status.decode(errors="replace"))
        return samples

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close_quietly(pipe)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise VoiceFault(FaultKind.CRASHED, "the worker has no pipe")
    return pipe


def _close_quietly(pipe: IO[bytes]) -> None:
    """Closing flushes, and flushing into a dead process fails: there is nobody left to tell."""
    try:
        pipe.close()
    except BrokenPipeError:
        return


def _search_path() -> str:
    """Where this very package lies first, so that the worker runs the same code wherever it was started from."""
    home = str(Path(tts.__file__).resolve().parent.parent)
    inherited = os.environ.get("PYTHONPATH")
    return os.pathsep.join([home, inherited]) if inherited else home
