"""Markdown, through markdown-it: headings, lists and pipe tables. Front matter becomes a paragraph of its lines.

Lost: pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.readers.document import Block, BlockKind, Cell, Document
from ingest.readers.lines import block_of
from ingest.readers.losses import LossCode, loss
from ingest.readers.plain_text import text_of
from knowledge.text.clean import clean

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def read_marked_text(path: Path) -> Document:
    text, losses = text_of(path)
    tokens = _PARSER.parse(clean_lines(text))
    blocks = tuple(replace(block, position=place) for place, block in enumerate(_blocks(tokens)))
    if any(child.type == "image" for token in tokens for child in token.children or ()):
        losses = (*losses, loss(LossCode.PICTURES))
    return Document(path.stem, blocks, losses)


def clean_lines(text: str) -> str:
    """Clean text that keeps the blanks at the beginning of lines: they are structure here."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line[: len(line) - len(line.lstrip())] + clean(line) for line in lines)


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    lists: list[int | None] = []  # next number of each open ordered list; None for bullets
    fresh = False  # the next text is the first of its list item
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "table_open":
            end = next(n for n in range(place, len(tokens)) if tokens[n].type == "table_close")
            yield Block(BlockKind.TABLE, "", rows=tuple(_rows(tokens[place:end])))
            place = end
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            fresh = True
        elif token.type in ("inline", "fence", "code_block"):
            opening = tokens[place - 1]
            for line in _text(token).split("\n"):
                if opening.type == "heading_open":
                    yield Block(BlockKind.HEADING, line, level=int(opening.tag[1:]))
                elif fresh and lists:
                    yield Block(BlockKind.LIST_ITEM, line, level=len(lists), label=_label(lists, token))
                    fresh = False
                elif line.strip():
                    yield replace(block_of(line.strip()), bold=_bold(token))
        place += 1


def _label(lists: list[int | None], token: Token) -> str:
    number = lists[-1]
    if number is None:
        return "-"
    lists[-1] = number + 1
    return f"{number}."


def _rows(tokens: list[Token]) -> Iterator[tuple[Cell, ...]]:
    row: list[Cell] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append((Block(BlockKind.PARAGRAPH, _text(token)),) if _text(token) else ())
        elif token.type == "tr_close":
            yield tuple(row)


def _bold(token: Token) -> bool:
    """Whether the whole text is set in bold."""
    children = token.children or []
    return len(children) > 2 and children[0].type == "strong_open" and children[-1].type == "strong_close"


def _text(token: Token) -> str:
    """The words without marks; soft line breaks stay, since each line of an official text is often its own."""
    if not token.children:
        return token.content.strip()
    kept = []
    for child in token.children:
        if child.type in ("text", "code_inline", "html_inline"):
            kept.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            kept.append("\n")
    return "".join(kept).strip()
