"""Text that belongs to no procedure -> guidance passages with their heading path and page.

A passage holds whole sentences, list items and table rows only, of about 1,500 characters at most; a file that is one
paragraph stays one passage up to 1,800. A sentence or row that is longer than that alone is a passage of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.prose.entries import Entry
from ingest.readers.document import Block, BlockKind, block_text, row_text
from knowledge.passages import Kind, Passage

MOST = 1500  # characters
MOST_OF_ONE_PARAGRAPH = 1800
_SENTENCE_END = re.compile(r"(?<=[.!?…;])[”\"')\]]* +(?=[“\"'(\[]?[^\W\d_a-zà-ỹđ]|\d)|\n+")
_ABBREVIATION = re.compile(r"(?:\b(?:TP|Q|P|ThS|TS|PGS|GS|BS|KS|Tp|St|Mr|Mrs|Dr|No|TT|CP|v\.v)|\b[A-ZĐ]|\b\d{1,3})\.$")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """A unit that isn't cut. `joint`: what stands between it and the piece before it in the same passage."""

    text: str
    page: int | None
    joint: str


def passages_of(entries: Iterable[Entry], document: str, title: str) -> tuple[Passage, ...]:
    """Passages in reading order. `document`: the file's path; `title`: the file's own title."""
    listed = list(entries)
    path = _HeadingPath(title)
    texts = [entry for entry in listed if entry.block.kind is not BlockKind.HEADING]
    roof = MOST_OF_ONE_PARAGRAPH if len(texts) == 1 and texts[0].block.kind is BlockKind.PARAGRAPH else MOST
    made: list[tuple[str, list[_Piece]]] = []
    run: list[_Piece] = []
    shown = path.text
    for entry in listed:
        if entry.block.kind is BlockKind.HEADING:
            made += [(shown, chunk) for chunk in _chunks(run, roof)]
            run = []
            path.enter(entry.block)
            shown = path.text
        else:
            run += _pieces(entry.block)
    made += [(shown, chunk) for chunk in _chunks(run, roof)]
    if not made and any(entry.text.strip() for entry in listed):
        # Nothing but headings: they are the text.
        headings = [_Piece(entry.text, entry.block.page, "\n") for entry in listed]
        made = [(title, chunk) for chunk in _chunks(headings, roof)]
    return tuple(_passage(number, shown, chunk, document) for number, (shown, chunk) in enumerate(made, start=1))


class _HeadingPath:
    def __init__(self, title: str) -> None:
        self._title = title
        self._above: list[tuple[int, str]] = []

    def enter(self, block: Block) -> None:
        level = block.level or 1
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        self._above = [*self._above, (level, block_text(block))][-_DEEPEST:]

    @property
    def text(self) -> str:
        words = [self._title, *(text for _, text in self._above)]
        return " > ".join(dict.fromkeys(word for word in words if word))


def _passage(number: int, title: str, chunk: list[_Piece], document: str) -> Passage:
    text = chunk[0].text + "".join(piece.joint + piece.text for piece in chunk[1:])
    page = chunk[0].page
    place = f"p{page}" if page is not None else None
    return Passage(f"guidance:{document}#{number}", document, Kind.GUIDANCE, title, text, place)


def _pieces(block: Block) -> Iterator[_Piece]:
    if block.kind is BlockKind.TABLE:
        head, *rows = block.rows
        yield from (_Piece(row_text(row), block.page, "\n") for row in (head, *rows))
        return
    for number, sentence in enumerate(sentences(block_text(block))):
        yield _Piece(sentence, block.page, "\n" if number == 0 else " ")


def sentences(text: str) -> list[str]:
    """Cut behind the ends of sentences; an abbreviation's full stop ends none."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[start : end.start()]
        if _ABBREVIATION.search(piece) and not end.group().startswith("\n"):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [piece for piece in (*found, text[start:].strip()) if piece]


def _chunks(pieces: list[_Piece], roof: int) -> Iterator[list[_Piece]]:
    """Runs of pieces below the roof; a new block is begun on rather than cut where the passage is well filled."""
    chunk: list[_Piece] = []
    length = 0
    for piece in pieces:
        added = len(piece.joint) + len(piece.text)
        if chunk and length + added > roof:
            yield chunk
            chunk, length = [], 0
        chunk.append(piece)
        length += added
    if chunk:
        yield chunk
