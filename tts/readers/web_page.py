"""HTML, with the standard library's parser."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from tts.readers.block import Block, Document
from tts.readers.plain_text import decode
from tts.script import LeftOut

_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "select", "button", "iframe"})
_AROUND = frozenset({"nav", "aside", "footer", "form", "menu"})
_BREAKING_TAGS = (
    "p div section article main header blockquote pre h1 h2 h3 h4 h5 h6 li ul ol table thead tbody tr dl dt dd "
    "figure figcaption caption hr body"
)
_BREAKING = frozenset(_BREAKING_TAGS.split())
_VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "wbr", "col", "area", "base", "source"})


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.pictures = 0
        self.title = ""
        self._open: list[str] = []
        self._text: list[str] = []
        self._rows: list[tuple[str, ...]] = []
        self._cells: list[str] = []
        self._numbers: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pictures += tag == "img"
        if tag in _VOID:
            self._text.append(" ")
            if tag == "hr" or (tag == "br" and "table" not in self._open):
                self._flush()
            return
        if tag in ("td", "th") or (tag in _BREAKING and "td" not in self._open and "th" not in self._open):
            self._flush()
        if tag in ("ul", "ol"):
            self._numbers.append(1 if tag == "ol" else None)
        if tag == "tr":
            self._cells = []
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        if tag in ("td", "th"):
            self._cells.append(self._take())
        elif tag == "tr" and self._cells:
            self._rows.append(tuple(self._cells))
            self._cells = []
        elif tag == "title":
            self.title = self.title or self._take()
        elif tag in _BREAKING and "td" not in self._open and "th" not in self._open:
            self._flush()
        if tag in _AROUND or tag in _SILENT:
            self._flush()
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()
        if tag == "table":
            self.blocks.append(Block("", "table", rows=tuple(self._rows)))
            self._rows = []
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def _take(self) -> str:
        text = " ".join("".join(self._text).split())
        self._text = []
        return text

    def _flush(self) -> None:
        text = self._take()
        if not text:
            return
        if "title" in self._open and "body" not in self._open:
            self.title = self.title or text
            return
        if _SILENT & set(self._open):
            return
        if _AROUND & set(self._open):
            self.left_out.append(LeftOut(text, "navigation"))
            return
        self.blocks.append(self._block(text))

    def _block(self, text: str) -> Block:
        for tag in reversed(self._open):
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                return Block(text, "heading", int(tag[1]))
            if tag in ("figcaption", "caption"):
                return Block(text, "caption")
            if tag == "li":
                number = self._numbers[-1] if self._numbers else None
                if number is not None:
                    text, self._numbers[-1] = f"{number}. {text}", number + 1
                return Block(text, "list_item", max(1, len(self._numbers)))
        return Block(text)


def read(path: Path) -> Document:
    """An HTML report; menus, side bars, forms and footers are left out."""
    page = _Page()
    page.feed(decode(path.read_bytes(), path))
    page.close()
    page._flush()
    return Document(tuple(page.blocks), page.pictures, tuple(page.left_out), page.title)
