"""Letters in pictures, through the program Tesseract with its Vietnamese data (Debian: tesseract-ocr-vie)."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from PIL import Image

from ingest.readers.errors import FileDamaged, ToolMissing
from ingest.readers.limits import limits
from ingest.readers.losses import LossCode, messages
from ingest.readers.printed_lines import PrintedLine

_PROGRAM = "tesseract"
_LANGUAGE = "vie"
_POOR = 75.0  # mean confidence in percent below which a page is called poor
_REACH = 0.82  # of the width
_LINE_KEY = slice(1, 5)  # columns of the table: page, block, paragraph, line
_LEFT, _WIDTH, _HEIGHT, _CONFIDENCE, _TEXT = 6, 8, 9, 10, 11


@dataclass(frozen=True, slots=True)
class Recognised:
    lines: tuple[PrintedLine, ...]
    confidence: float  # mean over the words, percent
    width: int  # of the picture, in dots

    @property
    def margin(self) -> float:
        """How far to the right text may reach: a page of short lines can't tell alone."""
        return max([_REACH * self.width, *(line.right for line in self.lines)])

    @property
    def code(self) -> LossCode:
        return LossCode.SCANNED if self.confidence >= _POOR else LossCode.SCANNED_POORLY


def recognise(picture: Image.Image) -> Recognised:
    """The lines of a page. Raises ToolMissing, or FileDamaged when the program fails or takes too long."""
    require_tesseract()
    content = io.BytesIO()
    picture.save(content, "PNG")
    command = [_PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", "300", "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 (a fixed command; the picture goes through its standard input)
            command,
            input=content.getvalue(),
            capture_output=True,
            timeout=limits().seconds_a_scanned_page,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise FileDamaged("Trang ảnh nhận dạng quá lâu.", detail=str(error)) from error
    except subprocess.CalledProcessError as error:
        detail = error.stderr.decode(errors="replace")[-300:]
        raise FileDamaged("Không nhận dạng được trang ảnh.", detail=detail) from error
    return _recognised(done.stdout.decode("utf-8", errors="replace"), picture.width)


@cache
def require_tesseract() -> None:
    """Raises ToolMissing where the program or its Vietnamese data isn't installed."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise _missing(LossCode.OCR_MISSING)
    listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603
    if _LANGUAGE not in (listed.stdout + listed.stderr).decode(errors="replace").split():
        raise _missing(LossCode.OCR_WITHOUT_VIETNAMESE)


def _missing(code: LossCode) -> ToolMissing:
    return ToolMissing(messages()[code.value], code=code.value)


def _recognised(table: str, width: int) -> Recognised:
    rows = [line.split("\t") for line in table.split("\n")[1:]]
    words = [row for row in rows if len(row) > _TEXT and row[_TEXT].strip() and float(row[_CONFIDENCE]) >= 0]
    confidence = sum(float(row[_CONFIDENCE]) for row in words) / len(words) if words else 0.0
    return Recognised(tuple(_lines(words)), confidence, width)


def _lines(words: list[list[str]]) -> Iterator[PrintedLine]:
    for _, group in groupby(words, key=lambda row: row[_LINE_KEY]):
        line = list(group)
        left, last = float(line[0][_LEFT]), line[-1]
        right = float(last[_LEFT]) + float(last[_WIDTH])
        height = max(float(row[_HEIGHT]) for row in line)
        yield PrintedLine(" ".join(row[_TEXT] for row in line), left, right, height, float(line[0][_WIDTH]))
