"""Report files -> raw blocks. Each outside library is imported in one module of this folder only."""

from tts.readers.block import Block, Document
from tts.readers.opening import open_document

__all__ = ["Block", "Document", "open_document"]
