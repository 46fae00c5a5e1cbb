"""The text layer of PDF pages, through pypdfium2: hundreds of pages a second, and Vietnamese words stay whole."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image

from ingest.readers.errors import FileDamaged, FileLocked
from ingest.readers.printed_lines import PrintedLine

_HYPHENS = {0xFFFE, 0x02}  # pdfium's signs for a hyphen at the end of a line
_LINE_ENDS = {0x0A, 0x0D}
_BOLD_WEIGHT = 600
_THIN, _LONG = 3.0, 20.0  # points: how thin a ruling line is, and how long at least
_PATH, _IMAGE, _FORM = 2, 3, 5
_MOST_OBJECTS = 20000
_POINTS = 72


Box = tuple[float, float, float, float]  # left, right, bottom, top in points from the page's lower left corner


@dataclass(frozen=True, slots=True)
class PageText:
    lines: tuple[PrintedLine, ...]
    has_pictures: bool
    ruled: bool  # lines are drawn that may frame a table
    width: float  # points


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box in points from the page's top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    bold: bool


@contextmanager
def pdf_pages(path: Path) -> Iterator[Any]:
    """The opened document. Raises FileLocked or FileDamaged."""
    try:
        document = pypdfium2.PdfDocument(str(path))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise FileLocked("Tệp PDF có mật khẩu.", detail=str(error)) from error
        raise FileDamaged("Tệp PDF bị hỏng, không mở được.", detail=str(error)) from error
    try:
        yield document
    finally:
        document.close()


def page_text(document: Any, index: int) -> PageText:
    """Text, pictures and rulings of the page (0-based). Raises FileDamaged when it can't be loaded."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise FileDamaged("Trang PDF bị hỏng.", detail=f"page {index + 1}: {error}") from error
    try:
        text = page.get_textpage()
        lines = tuple(_lines(text))
        text.close()
        has_pictures, ruled = _drawings(page)
        return PageText(lines, has_pictures, ruled, float(page.get_width()))
    finally:
        page.close()


def page_words(document: Any, index: int) -> list[Word]:
    """The words of the page (0-based) in the file's order."""
    page = document[index]
    text = page.get_textpage()
    words = []
    letters: list[int] = []
    boxes: list[Box] = []
    count = pdfium.FPDFText_CountChars(text)
    codes = [pdfium.FPDFText_GetUnicode(text, place) for place in range(count)]
    for place, code in enumerate([*codes, 0x20]):
        is_letter = bool(code) and not chr(code).isspace()
        box = _box(text, place) if is_letter else None
        if letters and (box is None or _on_other_line(boxes[-1], box)):
            words.append(_word(text, codes, letters, boxes, page.get_height()))
            letters, boxes = [], []
        if box is not None:
            letters.append(place)
            boxes.append(box)
    page.close()
    return words


def _on_other_line(before: Box, box: Box) -> bool:
    """Whether a letter stands at the beginning of a line: the library leaves no blank where a hyphen ends one."""
    shared = min(before[3], box[3]) - max(before[2], box[2])
    return shared <= 0 and box[0] < before[0]


def page_image(document: Any, index: int, dpi: int) -> Image.Image:
    """The page drawn in grey. Raises FileDamaged."""
    try:
        page = document[index]
        drawn: Image.Image = page.render(scale=dpi / _POINTS, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise FileDamaged("Trang PDF bị hỏng.", detail=f"page {index + 1}: {error}") from error
    return drawn


def _lines(text: Any) -> Iterator[PrintedLine]:
    count = pdfium.FPDFText_CountChars(text)
    codes = [pdfium.FPDFText_GetUnicode(text, place) for place in range(count)]
    start = 0
    for place in [*(n for n, code in enumerate(codes) if code in _LINE_ENDS), count]:
        first, last = start, place - 1
        start = place + 1
        while first <= last and chr(codes[first]).isspace():
            first += 1
        while last >= first and (chr(codes[last]).isspace() or not codes[last]):
            last -= 1
        if first <= last:
            yield _line(text, codes, first, last)


def _line(text: Any, codes: list[int], first: int, last: int) -> PrintedLine:
    words_end = next((n for n in range(first, last + 1) if chr(codes[n]).isspace()), last + 1) - 1
    left, _, bottom, top = _box(text, first)
    right, low, high = _box(text, last)[1], *_box(text, words_end)[2:]
    shown = "".join(_letter(code) for code in codes[first : last + 1])
    height = max(top, high) - min(bottom, low) or 10.0
    first_word = _box(text, words_end)[1] - left
    return PrintedLine(shown, left, right, height, first_word, _bold(text, first, last), _is_bold(text, first))


def _word(text: Any, codes: list[int], letters: list[int], boxes: list[Box], height: float) -> Word:
    top, bottom = height - max(box[3] for box in boxes), height - min(box[2] for box in boxes)
    shown = "".join(_letter(codes[place]) for place in letters)
    return Word(shown, boxes[0][0], top, boxes[-1][1], bottom, _is_bold(text, letters[0]))


def _letter(code: int) -> str:
    # Halves of letters beyond the first plane are signs such as emoji, never Vietnamese.
    return "-" if code in _HYPHENS else "" if 0xD800 <= code < 0xE000 else chr(code)


def _box(text: Any, place: int) -> Box:
    """(left, right, bottom, top) of a character."""
    sides = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text, place, *(ctypes.byref(side) for side in sides))
    left, right, bottom, top = (side.value for side in sides)
    return left, right, bottom, top


def _bold(text: Any, first: int, last: int) -> bool:
    return all(_is_bold(text, place) for place in {first, (first + last) // 2, last})


def _is_bold(text: Any, place: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text, place) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text, place, name, len(name), ctypes.byref(flags))
    return 0 < length <= len(name) and b"bold" in name.value.lower()


def _drawings(page: Any) -> tuple[bool, bool]:
    """(whether the page shows pictures, whether it draws rulings that may frame a table)."""
    pictures, level, upright, boxes = False, 0, 0, 0
    for number, item in enumerate(page.get_objects(max_depth=4)):
        if number > _MOST_OBJECTS:
            break
        if item.type == _IMAGE:
            pictures = True
        elif item.type == _PATH:
            width, height = _extent(item)
            level += width >= _LONG and height <= _THIN
            upright += height >= _LONG / 2 and width <= _THIN
            boxes += width >= _LONG and height >= _LONG / 2 and _is_stroked(item)
    return pictures, (level >= 2 and upright >= 2) or boxes >= 2


def _is_stroked(item: Any) -> bool:
    """Whether a path's outline is drawn: filled areas are backgrounds."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


def _extent(item: Any) -> tuple[float, float]:
    left, bottom, right, top = item.get_bounds()
    return right - left, top - bottom
