"""The plain text of an answer as paragraphs and lists."""

from __future__ import annotations

from dataclasses import dataclass, field

_ITEM = "- "


@dataclass(slots=True)
class Block:
    text: str = ""  # a paragraph, where there are no items
    items: list[str] = field(default_factory=list)


def text_blocks(text: str) -> list[Block]:
    """Lines that begin with "- " make lists, every other line a paragraph."""
    blocks: list[Block] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if not line.startswith(_ITEM):
            blocks.append(Block(line))
        elif blocks and blocks[-1].items:
            blocks[-1].items.append(line.removeprefix(_ITEM))
        else:
            blocks.append(Block(items=[line.removeprefix(_ITEM)]))
    return blocks
