"""The office's own word list (`words.tsv`), changed word by word; what people wrote into it by hand stays as it is."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

from motcua.errors import InputFailed
from tts.normalise.lexicon import is_speakable

LONGEST = 200  # characters of a word, and of how it is read
_EMPTY = "Xin điền cả chữ viết và cách đọc."
_UNSAID = "Cách đọc phải viết bằng chữ, không có chữ số hay ký hiệu: {spoken}"
_COMMENT = "#"
_BLANKS = re.compile(r"\s+")


class OfficeWords:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def all(self) -> list[tuple[str, str]]:
        """(written, spoken) of every line that asks for no words around it, in the list's order."""
        rows = (_cells(line) for line in self._lines())
        return [(row[0], row[1]) for row in rows if row is not None]

    def put(self, written: str, spoken: str) -> None:
        """Adds a reading, or replaces the one that the word has. Raises InputFailed, OSError."""
        written, spoken = _tidy(written), _tidy(spoken)
        if not written or not spoken or written.startswith(_COMMENT):
            raise InputFailed(_EMPTY)
        if not is_speakable(spoken):
            raise InputFailed(_UNSAID.format(spoken=spoken))
        with self._lock:
            self._write([*self._without(written), f"{written}\t{spoken}"])

    def drop(self, written: str) -> None:
        with self._lock:
            self._write(self._without(_tidy(written)))

    def _without(self, written: str) -> list[str]:
        return [line for line in self._lines() if (_cells(line) or ("",))[0] != written]

    def _lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8-sig").splitlines() if self.path.is_file() else []

    def _write(self, lines: list[str]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        aside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        aside.replace(self.path)


def _cells(line: str) -> tuple[str, str] | None:
    """None for a comment, and for a reading that holds in some surroundings only."""
    cells = [cell.strip() for cell in line.split("\t")]
    if line.startswith(_COMMENT) or len(cells) < 2 or any(cells[2:4]):
        return None
    return cells[0], cells[1]


def _tidy(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
