"""Documents as plain values and back, for the pipe between a reader's process and ours."""

from __future__ import annotations

from typing import Any

from ingest.readers.document import Block, BlockKind, Cell, Document, Loss


def document_to_plain(document: Document) -> dict[str, Any]:
    """A document without parts: only archives have them, and those are read in our own process."""
    return {
        "title": document.title,
        "blocks": [_block_to_plain(block) for block in document.blocks],
        "losses": [[found.code, found.message, found.page] for found in document.losses],
        "data": document.data,
        "pages": document.pages,
    }


def document_from_plain(plain: dict[str, Any]) -> Document:
    return Document(
        title=plain["title"],
        blocks=tuple(_block_from_plain(block) for block in plain["blocks"]),
        losses=tuple(Loss(*found) for found in plain["losses"]),
        data=plain["data"],
        pages=plain["pages"],
    )


def _block_to_plain(block: Block) -> list[Any]:
    rows = [[[_block_to_plain(inner) for inner in cell] for cell in row] for row in block.rows]
    return [block.kind.value, block.text, block.page, block.position, block.level, block.label, block.bold, rows]


def _block_from_plain(plain: list[Any]) -> Block:
    kind, text, page, position, level, label, bold, rows = plain
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    return Block(BlockKind(kind), text, page, position, level, label, bold, cells)


def _cell(plain: list[Any]) -> Cell:
    return tuple(_block_from_plain(inner) for inner in plain)
