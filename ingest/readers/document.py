"""What a reader makes of a file: blocks in reading order, each with its place, and a report of what was lost.

A table's cell holds blocks of its own, so that a table inside a cell survives. Texts are NFC, without control
characters (`knowledge.text.clean`); a line break inside a block's text is one that the source makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table. `text` of a table is empty: its rows hold it."""

    kind: BlockKind
    text: str
    page: int | None = None  # 1-based; None where the format knows no pages
    position: int = 0  # 0-based order of reading in the file
    level: int = 0  # of a heading: 1 (highest) to 6; of a list item: its depth from 1
    label: str = ""  # the list mark or number as printed: "1.1.", "a)", "-"
    bold: bool = False  # the whole text is set in bold
    rows: tuple[tuple[Cell, ...], ...] = ()


Cell = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the file that is not in the blocks, or that may be wrong there. `code` is a LossCode's value."""

    code: str
    message: str  # Vietnamese, for staff
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file's content.

    `data` is the parsed value of a file that holds records instead of prose (JSON); `parts` are the files of an
    archive by their names in it. A file has either blocks, or data, or parts.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    losses: tuple[Loss, ...] = ()
    data: object = None
    parts: tuple[tuple[str, Document], ...] = ()
    digest: str = ""  # sha256 of the file's bytes, hex
    pages: int | None = None


def cell_text(cell: Cell) -> str:
    """The words of a cell, a block a line; rows of a table in it a line each, their cells divided by " | "."""
    return "\n".join(filter(None, (block_text(block) for block in cell)))


def block_text(block: Block) -> str:
    """The words of a block with its list mark; a table as lines."""
    if block.kind is BlockKind.TABLE:
        return "\n".join(row_text(row) for row in block.rows)
    return f"{block.label} {block.text}" if block.label else block.text


def row_text(row: tuple[Cell, ...]) -> str:
    return " | ".join(cell_text(cell).replace("\n", " ") for cell in row)
