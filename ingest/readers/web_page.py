"""Web pages, through BeautifulSoup over Python's own parser: it loads nothing and expands no entities of the file's.

Lost: pictures, scripts, styles, navigation and forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from ingest.readers.document import Block, BlockKind, Cell, Document
from ingest.readers.errors import FileRefused
from ingest.readers.file_links import with_file_link
from ingest.readers.lines import block_of
from ingest.readers.losses import LossCode, loss
from ingest.readers.plain_text import text_of
from knowledge.text.clean import clean, one_line

_DROPPED = ("script", "style", "nav", "form", "noscript", "template", "iframe", "object", "svg", "head")
_BLOCKS = ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"]
_BLOCKS += ["figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p"]
_BLOCKS += ["pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
_BOLD = {"b", "strong"}
_DEEPEST = 150


def read_web_page(path: Path) -> Document:
    text, losses = text_of(path)
    try:
        soup = BeautifulSoup(text, "html.parser")
        title = one_line(soup.title.get_text()) if soup.title else path.stem
        dropped = [tag for name in _DROPPED for tag in soup.find_all(name)]
        if soup.find("img"):
            losses = (*losses, loss(LossCode.PICTURES))
        if soup.find("script"):
            losses = (*losses, loss(LossCode.SCRIPTS))
        for tag in dropped:
            tag.decompose()
        blocks = tuple(_children(soup.body or soup, 0))
    except RecursionError as error:
        raise FileRefused("Trang web lồng nhau quá nhiều tầng.", detail=str(error)) from error
    numbered = tuple(replace(block, position=place) for place, block in enumerate(blocks))
    return Document(title or path.stem, numbered, losses)


def _children(tag: Tag, depth: int) -> Iterator[Block]:
    """Blocks of a container: runs of inline content between its block children are paragraphs."""
    if depth > _DEEPEST:
        raise FileRefused("Trang web lồng nhau quá nhiều tầng.", detail=f"deeper than {_DEEPEST}")
    inline: list[PageElement] = []
    for child in tag.children:
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS)):
            yield from _paragraphs(inline)
            inline = []
            yield from _block(child, depth)
        elif isinstance(child, Tag) or type(child) in (NavigableString, CData):
            inline.append(child)
    yield from _paragraphs(inline)


def _block(tag: Tag, depth: int) -> Iterator[Block]:
    if re.fullmatch(r"h[1-6]", tag.name):
        text = one_line(tag.get_text(" "))
        if text:
            yield Block(BlockKind.HEADING, text, level=int(tag.name[1]), bold=True)
    elif tag.name == "table":
        rows = tuple(_rows(tag, depth))
        if rows:
            yield Block(BlockKind.TABLE, "", rows=rows)
    elif tag.name == "li":
        yield from _list_item(tag, depth)
    else:
        yield from _children(tag, depth + 1)


def _list_item(tag: Tag, depth: int) -> Iterator[Block]:
    level = len(tag.find_parents(["ul", "ol"]))
    parent = tag.parent
    ordered = isinstance(parent, Tag) and parent.name == "ol"
    number = len(tag.find_previous_siblings("li")) + 1 if ordered else 0
    for place, block in enumerate(_children(tag, depth + 1)):
        if place == 0 and block.kind is BlockKind.PARAGRAPH:
            yield replace(block, kind=BlockKind.LIST_ITEM, level=level, label=f"{number}." if ordered else "-")
        else:
            yield block


def _rows(table: Tag, depth: int) -> Iterator[tuple[Cell, ...]]:
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        cells = [tuple(_children(cell, depth + 2)) for cell in row.find_all(["td", "th"], recursive=False)]
        if any(cells):
            yield tuple(cells)


def _paragraphs(inline: list[PageElement]) -> Iterator[Block]:
    pieces = ["\n" if isinstance(part, Tag) and part.name == "br" else _inline(part) for part in inline]
    bold = _all_bold(inline)
    for line in clean("".join(pieces)).split("\n"):
        if line.strip():
            yield replace(block_of(line.strip()), bold=bold)


def _inline(part: PageElement) -> str:
    if not isinstance(part, Tag):
        return re.sub(r"\s+", " ", str(part))
    words = "".join(
        "\n" if isinstance(child, Tag) and child.name == "br" else _inline(child) for child in part.children
    )
    return with_file_link(words, str(part.get("href") or "")) if part.name == "a" else words


def _all_bold(inline: list[PageElement]) -> bool:
    worded = [part for part in inline if _inline(part).strip()]
    return bool(worded) and all(isinstance(part, Tag) and (part.name in _BOLD or part.find(_BOLD)) for part in worded)
