"""Samples on disk while a recording is made: an hour would not fit comfortably in memory."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1 << 17


class SampleSpool:
    """16-bit samples in a nameless file in ``folder``: it vanishes with the process, however that ends."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder, prefix=".spool-")  # noqa: SIM115 - closed by close()
        self._lock = threading.Lock()
        self.size = 0

    def append(self, samples: NDArray[np.int16]) -> None:
        """Raises OSError when the disk is full."""
        with self._lock:
            self._file.seek(self.size * 2)
            self._file.write(samples.tobytes())
            self.size += samples.size

    def read(self, start: int, count: int) -> NDArray[np.int16]:
        """``count`` samples from ``start``, fewer at the end."""
        with self._lock:
            self._file.seek(start * 2)
            return np.frombuffer(self._file.read(count * 2), dtype=np.int16)

    def blocks(self) -> Iterator[NDArray[np.int16]]:
        """Everything from the start, a few seconds at a time."""
        for start in range(0, self.size, _BLOCK):
            yield self.read(start, _BLOCK)

    def clear(self) -> None:
        with self._lock:
            self._file.seek(0)
            self._file.truncate()
            self.size = 0

    def close(self) -> None:
        self._file.close()
