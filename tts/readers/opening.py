"""Chooses the reader by what the file is, and says plainly why a file cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from tts.errors import (
    EmptyReport,
    PictureOnlyReport,
    ReaderUnavailable,
    ReportMissing,
    UnknownReportKind,
    UnreadableReport,
)
from tts.readers.block import Document

Reader = Callable[[Path], Document]

_MODULES = {
    ".docx": "tts.readers.word", ".docm": "tts.readers.word", ".pdf": "tts.readers.pdf_pages",
    ".md": "tts.readers.marked_text", ".markdown": "tts.readers.marked_text",
    ".html": "tts.readers.web_page", ".htm": "tts.readers.web_page", ".xhtml": "tts.readers.web_page",
    ".txt": "tts.readers.plain_text", ".text": "tts.readers.plain_text",
}  # fmt: skip
_OLD_WORD = "Tệp Word kiểu cũ (.doc) chưa đọc được; anh/chị lưu lại thành .docx rồi thử lại."


def require_known_kind(path: Path) -> str:
    """The ending that tells the kind, in lower case. Raises UnknownReportKind where no reader handles it."""
    suffix = path.suffix.lower()
    if suffix == ".doc":
        raise UnknownReportKind(_OLD_WORD, detail=str(path))
    if suffix not in _MODULES:
        raise UnknownReportKind(detail=str(path))
    return suffix


def open_document(path: Path) -> Document:
    """Blocks of the report at ``path``. Raises an UnreadableReport with one Vietnamese sentence."""
    if not path.is_file():
        raise ReportMissing(detail=str(path))
    suffix = require_known_kind(path)
    try:
        if path.stat().st_size == 0:
            raise EmptyReport(detail=str(path))
        document = _reader(suffix)(path)
    except OSError as error:
        raise UnreadableReport(detail=f"{path}: {error}") from error
    if not any(block.text.strip() or block.rows for block in document.blocks):
        raise PictureOnlyReport(detail=str(path)) if document.pictures else EmptyReport(detail=str(path))
    return document


def _reader(suffix: str) -> Reader:
    try:
        module = import_module(_MODULES[suffix])
    except ModuleNotFoundError as error:
        raise ReaderUnavailable(
            f"Chưa cài thư viện để đọc tệp {suffix}; anh/chị cài thêm {error.name}.", detail=str(error)
        ) from error
    return cast(Reader, module.read)
