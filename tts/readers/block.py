"""What a reader hands over: pieces of text in reading order, with whatever the format itself says about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tts.script import LeftOut

BlockKind = Literal["title", "heading", "list_item", "caption", "table", "text"]


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` "text": the format says nothing, the wording has to tell. ``rows``: a table's cells, row by row."""

    text: str
    kind: BlockKind = "text"
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """All blocks of a file. ``pictures``: how many images it holds; ``left_out``: what the reader itself set aside."""

    blocks: tuple[Block, ...]
    pictures: int = 0
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
