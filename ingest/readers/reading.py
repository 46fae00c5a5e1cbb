"""The one way in: a path -> its document."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from ingest.files import file_bytes, utf8
from ingest.readers.document import Block, BlockKind, Document
from knowledge.text.clean import clean


def read_document(path: Path) -> Document:
    """The file's content. Raises UnreadableFile with one Vietnamese sentence that says why not."""
    content = file_bytes(path)
    paragraphs = clean(utf8(content)).split("\n\n")
    blocks = tuple(Block(BlockKind.PARAGRAPH, text, position=place) for place, text in enumerate(paragraphs))
    return replace(Document(path.stem, blocks), digest=hashlib.sha256(content).hexdigest())
