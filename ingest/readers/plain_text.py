"""Plain text files: a paragraph a line or a group of wrapped lines.

Lost: nothing but what can't be decoded; an old encoding is converted and told.
"""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.readers.document import Document, Loss
from ingest.readers.encodings import decode
from ingest.readers.errors import FileRefused
from ingest.readers.limits import limits
from ingest.readers.lines import Line, blocks_of
from ingest.readers.losses import LossCode, loss
from knowledge.text.clean import clean

_UNICODE = {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"}


def read_plain_text(path: Path) -> Document:
    text, losses = text_of(path)
    lines = (Line(line) if line.strip() else None for line in clean(text).split("\n"))
    return Document(path.stem, tuple(blocks_of(lines)), losses)


def text_of(path: Path) -> tuple[str, tuple[Loss, ...]]:
    """The decoded text of any text file, and what its decoding lost. Raises UnreadableFile."""
    size = path.stat().st_size
    if size > limits().largest_text:
        raise FileRefused(f"Tệp chữ lớn quá {limits().largest_text // 1024 // 1024} MB.", detail=f"{size} bytes")
    text, encoding = decode(path.read_bytes())
    if not text.strip():
        raise UnreadableFile("Tệp rỗng.")
    losses = [] if encoding in _UNICODE else [loss(LossCode.OLD_ENCODING, encoding)]
    if encoding == "utf-8 damaged":
        losses = [loss(LossCode.UNDECODABLE)]
    return text, tuple(losses)
