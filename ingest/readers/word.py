"""DOCX, through python-docx: paragraphs, numbering, tables within tables, content controls.

Lost: pictures, notes, comments and text boxes (told); deleted text of tracked changes is left out, inserted text kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError  # type: ignore[import-untyped]

from ingest.readers.document import Block, BlockKind, Cell, Document, Loss
from ingest.readers.encodings import FONTS, font_encoding
from ingest.readers.errors import FileDamaged
from ingest.readers.file_links import with_file_link
from ingest.readers.lines import block_of
from ingest.readers.losses import LossCode, loss
from ingest.readers.packages import BROKEN, check_office_file
from ingest.readers.word_numbers import W, WordNumbers, attribute
from knowledge.text.clean import clean

_NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SKIPPED = {f"{W}del", f"{W}txbxContent", f"{W}instrText", f"{W}pPr", f"{W}rPr"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TOLD = {
    LossCode.PICTURES: ("drawing", "pict", "object"),
    LossCode.NOTES: ("footnoteReference", "endnoteReference", "commentReference", "txbxContent"),
    LossCode.TRACKED_CHANGES: ("ins", "del"),
}
_SPECIAL = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DEEPEST = 20


def read_word(path: Path) -> Document:
    check_office_file(path)
    try:
        opened = docx.Document(str(path))
        body = opened.element.body
        title = str(opened.core_properties.title or "").strip()
        reading = _Reading(opened)
        blocks = tuple(replace(block, position=place) for place, block in enumerate(reading.children(body, 0)))
    except (OpcError, LxmlError, AttributeError, TypeError, IndexError, *BROKEN) as error:
        raise FileDamaged("Tệp Word bị hỏng, không mở được.", detail=f"{type(error).__name__}: {error}") from error
    losses = [
        loss(code) for code, names in _TOLD.items() if any(next(body.iter(f"{W}{n}"), None) is not None for n in names)
    ]
    return Document(title or path.stem, blocks, (*losses, *reading.losses))


class _Reading:
    """One pass over a document's body; counts its numbering on the way."""

    def __init__(self, opened: Any) -> None:
        part = next((rel.target_part for rel in opened.part.rels.values() if rel.reltype == _NUMBERING), None)
        self._numbers = WordNumbers(getattr(part, "element", None))
        self._styles = {style.style_id: style for style in opened.styles}
        self._relations = opened.part.rels
        self.losses: list[Loss] = []

    def children(self, parent: Any, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise FileDamaged("Bảng trong tệp lồng nhau quá nhiều tầng.")
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield Block(BlockKind.TABLE, "", rows=tuple(self._rows(child, depth)))
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"):
                yield from self.children(child, depth + 1)

    def _rows(self, table: Any, depth: int) -> Iterator[tuple[Cell, ...]]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue
            cells: list[Cell] = []
            for cell in row.iterchildren(f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                cells.append(tuple(self.children(cell, depth + 1)))
                span = attribute(properties, "gridSpan")
                cells += [()] * (min(int(span), 60) - 1 if span.isdigit() else 0)
            if any(cells):
                yield tuple(cells)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.get(attribute(properties, "pStyle"))
        text = clean("".join(self._pieces(paragraph, style)))
        label, depth = self._numbers.label(_numbering(properties, style)) if text else ("", 0)
        level = _heading_level(properties, style)
        bold = _is_bold(paragraph, style)
        for number, line in enumerate(filter(None, (part.strip() for part in text.split("\n")))):
            found = block_of(line, bold=bold)
            if number == 0 and level:
                yield replace(found, kind=BlockKind.HEADING, level=level, label=label or found.label)
            elif number == 0 and label:
                kind = found.kind if found.kind is BlockKind.HEADING else BlockKind.LIST_ITEM
                # A number typed behind Word's own belongs to the text.
                yield Block(kind, line, level=found.level or depth, label=label, bold=bold)
            else:
                yield found

    def _pieces(self, element: Any, style: Any) -> Iterator[str]:
        for child in element:
            if child.tag in _SKIPPED or child.tag == _FALLBACK:
                continue
            if child.tag == f"{W}t":
                yield self._in_unicode(child.text or "", _font(child.getparent(), style))
            elif child.tag in _SPECIAL:
                yield _SPECIAL[child.tag]
            elif child.tag == f"{W}hyperlink":
                yield with_file_link("".join(self._pieces(child, style)), self._address(child))
            else:
                yield from self._pieces(child, style)

    def _address(self, link: Any) -> str:
        relation = self._relations.get(link.get(_RELATION))
        return str(relation.target_ref) if relation is not None and relation.is_external else ""

    def _in_unicode(self, text: str, font: str) -> str:
        encoding = font_encoding(font)
        capitals = encoding == "tcvn3" and font.endswith("H")
        if encoding is None or (text.isascii() and not capitals):
            return text
        if not any(found.code == LossCode.OLD_ENCODING for found in self.losses):
            self.losses.append(loss(LossCode.OLD_ENCODING, font))
        converted = FONTS[encoding](text)
        return converted.upper() if capitals else converted


def _numbering(properties: Any, style: Any) -> Any:
    own = None if properties is None else properties.find(f"{W}numPr")
    of_style = None if style is None else style.element.find(f"{W}pPr")
    return own if own is not None or of_style is None else of_style.find(f"{W}numPr")


def _heading_level(properties: Any, style: Any) -> int:
    outline = attribute(properties, "outlineLvl")
    name = str(style.name or "") if style is not None else ""
    if name.lower().startswith(("heading ", "tiêu đề ")) and name[-1].isdigit():
        return min(int(name[-1]), 6) or 1
    if name == "Title":
        return 1
    return min(int(outline) + 1, 6) if outline.isdigit() and int(outline) < 9 else 0


def _is_bold(paragraph: Any, style: Any) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    of_style = bool(style is not None and style.element.find(f"{W}rPr/{W}b") is not None)
    return bool(runs) and all(_run_is_bold(run, of_style) for run in runs)


def _run_is_bold(run: Any, otherwise: bool) -> bool:
    switch = run.find(f"{W}rPr/{W}b")
    return otherwise if switch is None else switch.get(f"{W}val") not in ("0", "false", "off")


def _font(run: Any, style: Any) -> str:
    own = None if run is None else run.find(f"{W}rPr/{W}rFonts")
    if own is None and style is not None:
        own = style.element.find(f"{W}rPr/{W}rFonts")
    return "" if own is None else str(own.get(f"{W}ascii") or own.get(f"{W}hAnsi") or "")
