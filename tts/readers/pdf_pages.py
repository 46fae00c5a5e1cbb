"""PDF, through pypdfium2: it keeps Vietnamese words whole and reads hundreds of pages in seconds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from tts.errors import EncryptedReport, UnreadableReport
from tts.readers.block import Block, Document
from tts.readers.plain_text import join_wrapped
from tts.script import LeftOut

_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*/\s*\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_FILLED = 8
_MANY_PAGES = 3
_IMAGE = 3
"""FPDF_PAGEOBJ_IMAGE."""


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line.strip().lower())


def _edges(lines: list[str]) -> set[int]:
    """Places where a header, footer or page number can stand: the outermost lines, two on a well-filled page."""
    count = len(lines)
    return {0, count - 1} | ({1, count - 2} if count >= _FILLED else set())


def _running_lines(pages: list[list[str]]) -> set[str]:
    """Shapes of lines that stand at the edge of most pages, numbers aside: headers and footers."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(lines[place]) for place in _edges(lines) if lines})
    needed = max(_MANY_PAGES, len(pages) * 0.4)
    return {shape for shape, count in counts.items() if count >= needed and shape not in ("", "#")}


def _sorted_lines(pages: list[list[str]]) -> tuple[list[str], list[LeftOut]]:
    running, kept, left_out = _running_lines(pages), [], []
    for lines in pages:
        edges = _edges(lines)
        running_here = {place for place in edges if lines and _shape(lines[place]) in running}
        if len(running_here) == len(lines):
            running_here = set()  # a page of nothing but such lines is content, a divider perhaps
        for place, line in enumerate(lines):
            if place in edges and _PAGE_NUMBER.fullmatch(line.strip()):
                left_out.append(LeftOut(line.strip(), "page_number"))
            elif place in running_here:
                left_out.append(LeftOut(line.strip(), "running_header"))
            else:
                kept.append(line)
    return kept, left_out


def _pages(path: Path) -> tuple[list[list[str]], int]:
    document = pypdfium2.PdfDocument(str(path))
    try:
        pages, pictures = [], 0
        for page in document:
            text = str(page.get_textpage().get_text_bounded()).replace("\ufffe", "").replace("\x02", "")
            pages.append([line for line in text.splitlines() if line.strip()])
            if not pages[-1]:
                pictures += sum(1 for _ in page.get_objects(filter=[_IMAGE], max_depth=2))
        return pages, pictures
    finally:
        document.close()


def read(path: Path) -> Document:
    """A PDF report. Tables come as lines: the format doesn't say where a cell ends."""
    try:
        pages, pictures = _pages(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedReport(detail=f"{path}: {error}") from error
        raise UnreadableReport("Tệp PDF bị hỏng, không mở được.", detail=f"{path}: {error}") from error
    lines, left_out = _sorted_lines(pages)
    blocks = tuple(Block(paragraph) for paragraph in join_wrapped(lines, wrapped=True))
    return Document(blocks, pictures, tuple(left_out))
