"""A report that comes with a form: its name, its content, and whether it can be what its name says."""

from __future__ import annotations

from pathlib import Path

from fastapi import HTTPException, UploadFile

from tts.errors import UnreadableReport
from tts.readers.opening import require_known_kind

_LARGEST_PLAIN = 1_000_000  # bytes of a report that is all text: a day of listening; pictures make others larger
# The first bytes: ZIP (ISO/IEC 21320-1), PDF (ISO 32000, which readers look for in the first KiB).
_ZIP, _PDF, _HEAD = b"PK\x03\x04", b"%PDF-", 1024
_DOCUMENTS = {".docx": _ZIP, ".docm": _ZIP, ".pdf": _PDF}
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # a text in UTF-16 says so, and holds zeros
_OTHER = "Nội dung tệp không phải là {kind}; xin xem lại tệp."


def uploaded_report(report: UploadFile) -> tuple[str, bytes]:
    """Name and content. Raises HTTPException 413, 422."""
    return checked_report(Path(report.filename or "").name, report.file.read())


def checked_report(name: str, content: bytes) -> tuple[str, bytes]:
    """Raises HTTPException 413, 422."""
    try:
        kind = require_known_kind(Path(name))
    except UnreadableReport as error:
        raise HTTPException(422, error.message) from error
    if kind not in _DOCUMENTS and len(content) > _LARGEST_PLAIN:
        raise HTTPException(413, f"Báo cáo dạng chữ dài quá {_LARGEST_PLAIN // 1000} KB; xin chia nhỏ.")
    if not content.strip():
        raise HTTPException(422, "Báo cáo không có chữ nào để đọc.")
    if not _is(kind, content[:_HEAD]):
        raise HTTPException(422, _OTHER.format(kind=kind))
    return name, content


def _is(kind: str, head: bytes) -> bool:
    mark = _DOCUMENTS.get(kind)
    if mark is not None:
        return mark in head if mark == _PDF else head.startswith(mark)
    return not head.startswith((_ZIP, _PDF)) and (head.startswith(_WIDE) or b"\x00" not in head)
