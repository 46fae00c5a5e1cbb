"""PDF: text layer, ruled tables, and scanned pages through the recogniser of letters.

Lost: pictures, running lines at the edges of pages, pages that only a recogniser could read where there is none (told).
Embedded scripts and files are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.errors import UnreadableFile
from ingest.readers.document import Block, Document, Loss
from ingest.readers.encodings import FONTS, from_old_fonts
from ingest.readers.errors import FileDamaged, FileRefused, ToolMissing
from ingest.readers.joined_tables import join_tables
from ingest.readers.limits import limits
from ingest.readers.lines import Line, blocks_of
from ingest.readers.losses import LossCode, loss
from ingest.readers.pdf_tables import BROKEN, TablePages
from ingest.readers.pdf_text import PageText, page_image, page_text, page_words, pdf_pages
from ingest.readers.printed_lines import PrintedLine, RunningLines, lines_of
from ingest.readers.pulse import beat
from ingest.readers.recogniser import Recognised, recognise

_FEWEST_LETTERS = 15  # a page with fewer and a picture is a scan
_ODD_SHARE = 0.2  # of letters without meaning, from which a text layer isn't believed
_DPI = 300
_REACH = 0.82  # of the page's width: text that may be filled reaches so far at least


def read_pdf(path: Path) -> Document:
    with pdf_pages(path) as document:
        count = len(document)
        if count > limits().most_pages:
            raise FileRefused(f"Tệp PDF có quá {limits().most_pages} trang.", detail=f"{count} pages")
        reading = _Reading(path, document)
        blocks = reading.blocks()
        title = str(document.get_metadata_dict().get("Title") or "").strip()
    if not blocks:
        reading.fail()
    return Document(title or path.stem, blocks, tuple(dict.fromkeys(reading.losses)), pages=count)


class _Reading:
    def __init__(self, path: Path, document: Any) -> None:
        self._document = document
        self._tables = TablePages(path)
        self._scans = 0
        self._missing: ToolMissing | None = None
        self.losses: list[Loss] = []

    def blocks(self) -> tuple[Block, ...]:
        pages = [self._page(index) for index in range(len(self._document))]
        self._convert(pages)
        lines = [page.lines if page else () for page in pages]
        running = RunningLines(lines)
        kept = [running.without(printed, number) for number, printed in enumerate(lines, start=1)]
        if sum(map(len, kept)) < sum(map(len, lines)):
            self.losses.append(loss(LossCode.RUNNING_LINES))
        try:
            found = list(self._blocks(pages, kept))
        finally:
            self._tables.close()
        return tuple(replace(block, position=place) for place, block in enumerate(join_tables(found)))

    def fail(self) -> None:
        """Nothing at all could be read: say why."""
        if self._missing is not None:
            raise self._missing
        if any(found.code == LossCode.PAGE_UNREAD for found in self.losses):
            raise FileDamaged("Tệp PDF bị hỏng, không đọc được trang nào.")
        raise UnreadableFile("Tệp PDF không có chữ nào đọc được.")

    def _page(self, index: int) -> PageText | None:
        beat()
        try:
            return page_text(self._document, index)
        except FileDamaged:
            self.losses.append(loss(LossCode.PAGE_UNREAD, page=index + 1))
            return None

    def _convert(self, pages: list[PageText | None]) -> None:
        """Text layers of old fonts, converted in place: the whole file's text shows the encoding."""
        sample = "\n".join(line.text for page in pages[:20] if page for line in page.lines)
        _, encoding = from_old_fonts(sample)
        if encoding is None:
            return
        self.losses.append(loss(LossCode.OLD_ENCODING, encoding))
        for place, page in enumerate(pages):
            if page:
                lines = tuple(replace(line, text=FONTS[encoding](line.text)) for line in page.lines)
                pages[place] = replace(page, lines=lines)

    def _blocks(self, pages: list[PageText | None], kept: list[list[PrintedLine]]) -> Iterator[Block]:
        waiting: list[Line] = []  # text that may go on on the next page
        margins = _margins(pages)
        for index, page in enumerate(pages):
            number = index + 1
            beat()
            if page is None:
                continue
            margin = margins[round(page.width)]
            own = {line.text for line in kept[index]}
            dropped = {line.text for line in page.lines if line.text not in own}
            found = self._special(page, index, margin, dropped)
            if found is None:
                waiting += lines_of(kept[index], number, margin)
                continue
            yield from blocks_of(waiting)
            yield from found
            waiting = []
        yield from blocks_of(waiting)

    def _special(self, page: PageText, index: int, margin: float, dropped: set[str]) -> list[Block] | None:
        """Blocks of a page with tables or of a scan; None for plain text."""
        if _is_scan(page):
            return self._scan(index)
        if page.has_pictures:
            self.losses.append(loss(LossCode.PICTURES))
        if not page.ruled:
            return None
        try:
            return self._tables.blocks(index + 1, page_words(self._document, index), margin, dropped)
        except BROKEN:
            self.losses.append(loss(LossCode.DAMAGED, page=index + 1))
            return None

    def _scan(self, index: int) -> list[Block]:
        number = index + 1
        self._scans += 1
        if self._missing or self._scans > limits().most_scanned_pages:
            self.losses.append(loss(LossCode.PAGE_UNREAD, page=number))
            return []
        try:
            page: Recognised = recognise(page_image(self._document, index, _DPI))
        except ToolMissing as missing:
            self._missing = missing
            self.losses += [Loss(missing.code, str(missing)), loss(LossCode.PAGE_UNREAD, page=number)]
            return []
        except FileDamaged:
            self.losses.append(loss(LossCode.PAGE_UNREAD, page=number))
            return []
        self.losses.append(loss(page.code, page=number))
        return list(blocks_of(lines_of(page.lines, number, page.margin)))


def _margins(pages: Sequence[PageText | None]) -> dict[int, float]:
    """How far to the right text reaches, by the width of the page: a page of few short lines can't tell."""
    margins: dict[int, float] = {}
    for page in pages:
        if page is not None:
            farthest = max((line.right for line in page.lines if line.right <= page.width), default=0.0)
            margins[round(page.width)] = max(margins.get(round(page.width), _REACH * page.width), farthest)
    return margins


def _is_scan(page: PageText) -> bool:
    letters = "".join(line.text for line in page.lines)
    odd = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or letter < " " for letter in letters)
    return (len(letters) < _FEWEST_LETTERS and page.has_pictures) or odd > len(letters) * _ODD_SHARE
