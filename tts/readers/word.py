"""DOCX, through python-docx: paragraphs and tables in order, numbers that Word puts itself included."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from tts.errors import EncryptedReport, UnknownReportKind, UnreadableReport
from tts.readers.block import Block, Document
from tts.readers.word_numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HEADING = re.compile(r"(?:heading|đầu đề|tiêu đề)\s*(\d)", re.IGNORECASE)
_BROKEN = "Tệp Word bị hỏng, không mở được."
_OLD = "Tệp này là Word kiểu cũ (.doc); anh/chị lưu lại thành .docx rồi thử lại."


def _text(element: Any) -> str:
    """Text of a paragraph as it stands after accepting changes: insertions in, deletions out."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr") and node.getparent().tag == f"{_W}r":
            parts.append("\n" if node.tag != f"{_W}tab" else " ")
    return "".join(parts)


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> list[Block]:
    text = _text(paragraph._p)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        return []
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    mark, depth = numbering.mark(paragraph)
    first = f"{mark} {lines[0]}".strip()
    rest = [Block(line) for line in lines[1:]]
    if match := _HEADING.match(style):
        return [Block(" ".join([first, *lines[1:]]), "heading", min(6, int(match[1])))]
    if style.lower() == "title":
        return [Block(" ".join([first, *lines[1:]]), "title")]
    if style.lower() == "caption":
        return [Block(first, "caption"), *rest]
    if mark or style.lower().startswith("list"):
        return [Block(first, "list_item", max(1, depth)), *rest]
    return [Block(first), *rest]


def _table(table: Table) -> Block:
    rows = []
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append("\n".join(_text(p._p).strip() for p in cell.paragraphs).strip())
        rows.append(tuple(cells))
    return Block("", "table", rows=tuple(rows))


def _open(path: Path) -> Any:
    head = path.read_bytes()
    if head[:4] == _OLE:
        raise EncryptedReport(detail=str(path)) if _LOCKED in head else UnknownReportKind(_OLD, detail=str(path))
    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise UnreadableReport(_BROKEN, detail=f"{path}: {error}") from error


def read(path: Path) -> Document:
    """A Word report."""
    document = _open(path)
    numbering = Numbering(document)
    blocks: list[Block] = []
    for item in document.iter_inner_content():
        blocks += [_table(item)] if isinstance(item, Table) else _paragraph(item, numbering)
    pictures = sum(1 for _ in document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
    return Document(tuple(blocks), pictures, title=document.core_properties.title or "")
