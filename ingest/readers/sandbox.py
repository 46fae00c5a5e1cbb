"""A child process that reads risky files for us, with limits on its memory and its time.

It is kept from file to file, since starting one takes longer than reading most files; after a crash, a hang or some
hundreds of files the next file gets a fresh one.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import ingest
from ingest.errors import UnreadableFile
from ingest.readers.codec import document_from_plain
from ingest.readers.document import Document
from ingest.readers.errors import FileDamaged, FileRefused, ToolMissing
from ingest.readers.kinds import FileKind
from ingest.readers.limits import Limits, limits
from ingest.readers.worker import FAILURES

_FILES_A_CHILD = 300
_ROOT = str(Path(ingest.__file__).resolve().parent.parent)


class Sandbox:
    """One child at a time; calls from several threads wait for each other."""

    def __init__(self, roof: Limits) -> None:
        self._roof = roof
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str | None] = queue.Queue()
        self._files = 0

    def read(self, path: Path, kind: FileKind) -> Document:
        """Raises UnreadableFile; never takes longer than the limits allow."""
        with self._lock:
            if self._child is None or self._child.poll() is not None or self._files >= _FILES_A_CHILD:
                self._restart()
            self._files += 1
            try:
                answer = self._ask({"path": str(path.resolve()), "kind": kind.value})
            except BaseException:
                self._stop()
                raise
        if "document" in answer:
            return document_from_plain(answer["document"])
        raise _failure(answer)

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        child = self._child
        if child is None or child.stdin is None:
            raise FileDamaged("Bộ đọc không khởi động được.")
        with suppress(BrokenPipeError):  # then its answers have ended too
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
        end = time.monotonic() + self._roof.seconds_in_all
        while True:
            patience = min(self._roof.seconds_of_silence, end - time.monotonic())
            try:
                line = self._answers.get(timeout=max(patience, 0.01))
            except queue.Empty:
                raise FileRefused("Tệp đọc quá lâu nên đã dừng.", detail=request["kind"]) from None
            if line is None:
                code = child.wait()
                raise FileDamaged("Tệp làm bộ đọc dừng đột ngột.", detail=f"exit code {code}")
            answer: dict[str, Any] = json.loads(line)
            if "alive" not in answer:
                return answer

    def _restart(self) -> None:
        self._stop()
        self._files = 0
        command = [sys.executable, "-m", "ingest.readers.worker", str(self._roof.child_memory)]
        places = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._child = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(places), "OMP_THREAD_LIMIT": "1"},
            start_new_session=True,
        )
        self._answers = queue.Queue()
        threading.Thread(target=_pump, args=(self._child, self._answers), daemon=True).start()

    def _stop(self) -> None:
        if self._child is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._child = None


@cache
def sandbox() -> Sandbox:
    """The one of this process, started with the first risky file and ended with the process."""
    made = Sandbox(limits())
    atexit.register(made.close)
    return made


def _pump(child: subprocess.Popen[str], answers: queue.Queue[str | None]) -> None:
    if child.stdout is not None:
        with suppress(ValueError, OSError):  # the pipe was closed while we waited for it
            for line in child.stdout:
                answers.put(line)
    answers.put(None)


def _failure(answer: dict[str, Any]) -> UnreadableFile:
    if answer["failure"] == ToolMissing.__name__:
        return ToolMissing(answer["message"], answer["detail"], answer["code"])
    return FAILURES[answer["failure"]](answer["message"], answer["detail"])
