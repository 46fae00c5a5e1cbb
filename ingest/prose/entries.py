"""A document's blocks as one run of entries: headings of fields, text, tables. Form tables are taken apart.

A form table has names of fields in its left column and their contents beside or below them, as the portal's own export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.portal.letters import UPPER
from ingest.prose.field_names import Field, Heading, field_of, heading_of
from ingest.readers.document import Block, BlockKind, Cell, block_text, cell_text

_INNER = re.compile(rf"(?<=[^.;:]) (?P<name>[{UPPER}](?:[^.:;{UPPER}]|HS|CQ|TTHC){{2,60}}):")
_ENDED = re.compile(r"[^\W\d][.;:]$")  # "1.3. Thành phần hồ sơ" behind "mục" is a reference
_FEWEST_FIELDS = 2  # in the left column of a form table


@dataclass(frozen=True, slots=True)
class Entry:
    """One block, or one line that a form table holds. `form` numbers the form table that it stands in."""

    block: Block
    heading: Heading | None = None
    form: int | None = None

    @property
    def text(self) -> str:
        return block_text(self.block)


def entries_of(blocks: Iterable[Block]) -> list[Entry]:
    entries: list[Entry] = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE and is_form(block):
            entries += _form_entries(block, number)
        else:
            entries += (_entry(part) for part in _at_glued_headings(block))
    return entries


def is_form(table: Block) -> bool:
    if not table.rows or sum(field_of(cell_text(cell)) is not None for cell in table.rows[0]) > 2:
        return False
    found = {heading.field for row in table.rows if (heading := _row_heading(row)) is not None}
    return len(found) >= _FEWEST_FIELDS or (len(table.rows) == 1 and len(found) == 1 and len(table.rows[0]) <= 3)


def _entry(block: Block, form: int | None = None, strong: bool = False) -> Entry:
    if block.kind is BlockKind.TABLE:
        return Entry(block, None, form)
    strong = strong or block.bold or block.kind is BlockKind.HEADING
    return Entry(block, heading_of(block_text(block), strong=strong), form)


def _at_glued_headings(block: Block) -> Iterator[Block]:
    """The block, cut before further headings in a line that begins with one: "Từ khóa: ... Mô tả: ..."."""
    start = 0
    if heading_of(block.text, strong=True) is not None:
        for found in _INNER.finditer(block.text):
            if field_of(found["name"], weak_too=False):
                yield from _at_last_words(replace(block, text=block.text[start : found.start()]))
                block, start = replace(block, label=""), found.start("name")
    yield from _at_last_words(replace(block, text=block.text[start:]))


def _at_last_words(block: Block) -> tuple[Block, ...]:
    """The block, cut before a field's name that was printed as its last words: a line break was lost there."""
    words = block.text.split()
    for count in (2, 3, 4, 5, 6):
        tail = words[-count:]
        if len(words) <= count + 1 or not tail[0][0].isupper() or any(word[0].isupper() for word in tail[1:]):
            continue
        field = field_of(" ".join(tail), weak_too=False)
        if field is Field.CODE or (field and _ENDED.search(words[-count - 1])):
            heading = Block(BlockKind.PARAGRAPH, " ".join(tail), block.page, block.position, bold=True)
            return replace(block, text=" ".join(words[:-count])), heading
    return (block,)


def _form_entries(table: Block, number: int) -> Iterator[Entry]:
    for row in table.rows:
        heading = _row_heading(row)
        if heading is None:
            for cell in row:
                yield from (_entry(block, number) for block in cell)
            continue
        place = next(n for n, cell in enumerate(row) if _names_field(cell))
        first, *under = row[place]
        yield Entry(first, heading, number)
        # Contents are never headings of their own here, but a form may stand in the cell of another.
        for cell in (tuple(under), *row[place + 1 :]):
            for block in cell:
                nested = block.kind is BlockKind.TABLE and is_form(block)
                yield from _form_entries(block, number) if nested else [Entry(block, None, number)]


def _row_heading(row: tuple[Cell, ...]) -> Heading | None:
    cell = next((cell for cell in row[:3] if cell and not _is_number(cell)), None)
    return heading_of(block_text(cell[0]), strong=True) if cell and _names_field(cell) else None


def _names_field(cell: Cell) -> bool:
    return (
        bool(cell) and cell[0].kind is not BlockKind.TABLE and heading_of(block_text(cell[0]), strong=True) is not None
    )


def _is_number(cell: Cell) -> bool:
    return cell_text(cell).strip(" .()").replace(".", "").isalnum() and len(cell_text(cell).strip()) <= 4


def value_entry(entry: Entry) -> Entry | None:
    """What stands behind the colon of a heading, as an entry of its own."""
    if entry.heading is None or not entry.heading.value:
        return None
    block = Block(BlockKind.PARAGRAPH, entry.heading.value, entry.block.page, entry.block.position)
    return Entry(block, None, entry.form)


def fields_of(entries: Iterable[Entry]) -> set[Field]:
    return {entry.heading.field for entry in entries if entry.heading is not None}
