"""Bytes, text and JSON of a file that somebody hands in, or a plain Vietnamese reason why not."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.errors import UnreadableFile

LARGEST = 20 * 1024 * 1024  # bytes; the largest real record has under 1 MB


def parse_json(content: bytes) -> object:
    """The JSON value of a file's bytes. Raises UnreadableFile."""
    try:
        value: object = json.loads(utf8(content))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("Tệp không phải là JSON hợp lệ.", detail=str(error)) from error
    return value


def utf8(content: bytes) -> str:
    """The text of a file's bytes. Raises UnreadableFile when they are none or not UTF-8."""
    if not content.strip():
        raise UnreadableFile("Tệp rỗng.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("Tệp không phải là chữ mã hóa UTF-8.", detail=str(error)) from error


def file_bytes(path: Path) -> bytes:
    """The file's bytes, up to LARGEST. Raises UnreadableFile."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableFile(f"Tệp lớn quá {LARGEST // 1024 // 1024} MB.", detail=f"{size} bytes")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("Không tìm thấy tệp.", detail=str(error)) from error
    except PermissionError as error:
        raise UnreadableFile("Không có quyền đọc tệp.", detail=str(error)) from error
    except OSError as error:
        raise UnreadableFile("Không đọc được tệp.", detail=str(error)) from error
