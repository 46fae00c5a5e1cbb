"""Markdown, through markdown-it-py."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tts.readers.block import Block, Document
from tts.readers.plain_text import decode


def _inline(token: Token) -> str:
    """Text of an inline token without its marking; pictures give their description to nobody."""
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts).strip()


class _Collector:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.rows: list[tuple[str, ...]] = []
        self.cells: list[str] = []
        self.numbers: list[int | None] = []
        self.heading = 0
        self.in_item = False
        self.in_table = False
        self.pictures = 0

    def take(self, token: Token) -> None:
        kind = token.type
        if kind == "heading_open":
            self.heading = int(token.tag[1])
        elif kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            self.numbers.append(int(start) if start is not None else 1 if kind.startswith("ordered") else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.numbers.pop()
        elif kind == "list_item_open":
            self.in_item = True
        elif kind == "table_open":
            self.in_table = True
        elif kind == "tr_open":
            self.cells = []
        elif kind == "tr_close":
            self.rows.append(tuple(self.cells))
        elif kind == "table_close":
            self.blocks.append(Block("", "table", rows=tuple(self.rows)))
            self.rows, self.in_table = [], False
        elif kind == "inline":
            self._text(token)
        elif kind in ("fence", "code_block"):
            self.blocks.append(Block(token.content.strip()))

    def _text(self, token: Token) -> None:
        text = _inline(token)
        self.pictures += sum(child.type == "image" for child in token.children or [])
        if self.in_table:
            self.cells.append(text)
        elif self.heading:
            self.blocks.append(Block(text, "heading", self.heading))
            self.heading = 0
        elif self.numbers and self.in_item:
            number = self.numbers[-1]
            if number is not None:
                text, self.numbers[-1] = f"{number}. {text}", number + 1
            self.blocks.append(Block(text, "list_item", len(self.numbers)))
            self.in_item = False
        elif text:
            self.blocks.append(Block(text))


def read(path: Path) -> Document:
    """A Markdown report."""
    collector = _Collector()
    for token in MarkdownIt("commonmark").enable("table").parse(decode(path.read_bytes(), path)):
        collector.take(token)
    return Document(tuple(collector.blocks), collector.pictures)
