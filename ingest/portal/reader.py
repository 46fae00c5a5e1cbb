"""A file of the national portal -> a procedure, or a plain reason why not."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path

from ingest.errors import RecordRefused, UnreadableFile
from ingest.portal.record import looks_like_portal, parse_record
from knowledge.procedures import Procedure, Source

LARGEST = 20 * 1024 * 1024  # bytes; the largest real record has under 1 MB
_HTTP = re.compile(r"https?://[^\s\"<>]+")


def read_portal_file(path: Path, as_of: date | None) -> Procedure:
    """The one record of the file. Raises UnreadableFile with a Vietnamese reason."""
    content = _bytes(path)
    raw = parse_json(content)
    if not isinstance(raw, dict) or not looks_like_portal(raw):
        raise RecordRefused("Tệp không phải là bản ghi thủ tục của Cổng Dịch vụ công quốc gia.")
    address = raw.get("detail_url")
    uri = address if isinstance(address, str) and _HTTP.fullmatch(address.strip()) else None
    source = Source(uri=uri, path=str(path), digest=hashlib.sha256(content).hexdigest(), retrieved_on=None)
    return parse_record(raw, source=source, as_of=as_of)


def parse_json(content: bytes) -> object:
    """The JSON value of a file's bytes. Raises UnreadableFile."""
    if not content.strip():
        raise UnreadableFile("Tệp rỗng.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("Tệp không phải là chữ mã hóa UTF-8.", detail=str(error)) from error
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("Tệp không phải là JSON hợp lệ.", detail=str(error)) from error
    return value


def _bytes(path: Path) -> bytes:
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
