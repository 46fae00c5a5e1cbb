"""What a file really is: by its first bytes, and by its ending only among kinds of plain text."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from ingest.errors import UnreadableFile


class FileKind(StrEnum):
    PDF = "pdf"
    WORD = "docx"
    WORKBOOK = "xlsx"
    ARCHIVE = "zip"
    LEGACY = "doc"  # OLE files of old Office, RTF, ODT: through LibreOffice
    IMAGE = "image"
    PAGE = "html"
    MARKDOWN = "md"
    SHEET_TEXT = "csv"
    JSON = "json"
    YAML = "yaml"
    TEXT = "txt"


ENDINGS = {
    FileKind.PDF: {".pdf"},
    FileKind.WORD: {".docx", ".docm"},
    FileKind.WORKBOOK: {".xlsx", ".xlsm"},
    FileKind.ARCHIVE: {".zip"},
    FileKind.LEGACY: {".doc", ".xls", ".rtf", ".odt", ".ods"},
    FileKind.IMAGE: {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"},
    FileKind.PAGE: {".html", ".htm", ".xhtml"},
    FileKind.MARKDOWN: {".md", ".markdown"},
    FileKind.SHEET_TEXT: {".csv", ".tsv"},
    FileKind.JSON: {".json"},
    FileKind.YAML: {".yaml", ".yml"},
    FileKind.TEXT: {".txt", ".text"},
}
_TEXT_KINDS = (
    FileKind.PAGE,
    FileKind.MARKDOWN,
    FileKind.SHEET_TEXT,
    FileKind.JSON,
    FileKind.YAML,
    FileKind.TEXT,
)
_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.LEGACY),
    (b"{\\rtf", FileKind.LEGACY),
    (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"II*\x00", FileKind.IMAGE),
    (b"MM\x00*", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
)
_HEAD = 2048


def kind_of(path: Path) -> FileKind:
    """The kind by content. Raises UnreadableFile when there is none that we read, or no content."""
    head = _first_bytes(path)
    if not head.strip(b" \t\r\n\x00"):
        raise UnreadableFile("Tệp rỗng.")
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed_kind(path)
    if (head[:2] == b"BM" and path.suffix.lower() == ".bmp") or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return FileKind.IMAGE
    return _text_kind(path, head)


def ending_fits(path: Path, kind: FileKind) -> bool:
    """Whether the name's ending promises this kind (or nothing that we know)."""
    promised = {known for known, endings in ENDINGS.items() if path.suffix.lower() in endings}
    return not promised or kind in promised


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError as error:
        raise UnreadableFile("Không tìm thấy tệp.", detail=str(error)) from error
    except IsADirectoryError as error:
        raise UnreadableFile("Đây là thư mục, không phải tệp.", detail=str(error)) from error
    except PermissionError as error:
        raise UnreadableFile("Không có quyền đọc tệp.", detail=str(error)) from error
    except OSError as error:
        raise UnreadableFile("Không đọc được tệp.", detail=str(error)) from error


def _packed_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError, RuntimeError):
        # Its directory is cut off: the reader that its name promises says what is wrong.
        return next(
            (kind for kind in (FileKind.WORD, FileKind.WORKBOOK) if path.suffix.lower() in ENDINGS[kind]),
            FileKind.ARCHIVE,
        )
    if "word/document.xml" in names:
        return FileKind.WORD
    if "xl/workbook.xml" in names:
        return FileKind.WORKBOOK
    if "content.xml" in names and "mimetype" in names:
        return FileKind.LEGACY
    return FileKind.ARCHIVE


def _text_kind(path: Path, head: bytes) -> FileKind:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").lower().replace(b"\x00", b"")
    if start.startswith((b"<!doctype html", b"<html")):
        return FileKind.PAGE
    promised = next((kind for kind in _TEXT_KINDS if path.suffix.lower() in ENDINGS[kind]), None)
    return promised or FileKind.TEXT
