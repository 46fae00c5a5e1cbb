"""TXT files, and the joining of hard-wrapped lines that PDF pages need too."""

from __future__ import annotations

import re
from pathlib import Path

from tts.errors import UnreadableReport
from tts.readers.block import Block, Document

_ENCODINGS = ("utf-8-sig", "cp1258")
_MARK = re.compile(
    r"\s*(?:[-–—+*•●▪◦■□➢✓]\s|\d{1,2}(?:\.\d{1,2})*[.)/]\s|[IVX]{1,5}\s?[.)]\s|[a-zđA-EĐ][.)]\s|\((?:\d+|[ivxa-h]+)\)\s"
    r"|(?:Điều|Chương|Mục|Phần|Bảng|Biểu|Hình|Phụ lục|PHỤ LỤC|CHƯƠNG|PHẦN)\s+[\dIVX]|Nơi nhận|Kính gửi|Căn cứ\s)"
)
_CLOSED = re.compile(r"[.!?:;…”\"»)]\s*$")
_NARROWEST_WRAP, _WIDEST_WRAP, _FULLNESS = 50, 140, 0.8
_BROKEN = "Tệp văn bản không đúng bảng mã; anh/chị lưu lại dạng UTF-8."


def decode(data: bytes, path: Path) -> str:
    """Text of a file in UTF-8, UTF-16 or the old Windows Vietnamese code page."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise UnreadableReport(_BROKEN, detail=f"{path}: NUL bytes, no text file")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableReport(_BROKEN, detail=f"{path}: neither of {_ENCODINGS}")


def starts_item(line: str) -> bool:
    """Does the line open a list item, a numbered heading or a named part?"""
    return _MARK.match(line) is not None


def _is_wrapped(lines: list[str]) -> bool:
    """Lines of nearly one width are one paragraph cut by the page, not paragraphs of their own."""
    widths = [len(line) for line in lines]
    full = [width for width in widths[:-1] if width >= _FULLNESS * max(widths)]
    return len(lines) > 2 and _NARROWEST_WRAP <= max(widths) <= _WIDEST_WRAP and len(full) * 2 >= len(widths) - 1


def join_wrapped(lines: list[str], *, wrapped: bool | None = None) -> list[str]:
    """Paragraphs of a run of lines. A line goes on in the next one when that begins in lower case, or when the
    run is ``wrapped`` and the line is full and not closed by a stop."""
    wrapped = _is_wrapped(lines) if wrapped is None else wrapped
    width = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    last_width = 0
    for line in (line.strip() for line in lines):
        full = wrapped and last_width >= _FULLNESS * width
        goes_on = (
            joined
            and not starts_item(line)
            and (
                (line[:1].islower() and not _CLOSED.search(joined[-1][-1:] if joined[-1][-1:] in ".!?" else " "))
                or (full and not re.search(r"[.!?:;]$", joined[-1]))
                or (full and not line[:1].isupper())
            )
        )
        if goes_on:
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        last_width = len(line)
    return joined


def blocks_of(text: str) -> tuple[Block, ...]:
    """Paragraphs of a plain text; blank lines part them."""
    blocks: list[Block] = []
    for run in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line for line in run.split("\n") if line.strip()]
        blocks += [Block(paragraph) for paragraph in join_wrapped(lines)]
    return tuple(blocks)


def read(path: Path) -> Document:
    """A TXT report."""
    return Document(blocks_of(decode(path.read_bytes(), path)))
