"""Lines of text, as a page or a plain file has them -> paragraphs, list items and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.portal.letters import LOWER
from ingest.readers.document import Block, BlockKind
from ingest.readers.marks import depth_of, heading_level, opens_part, split_mark
from knowledge.text.clean import one_line

_ARTICLE = 4  # the level of "Điều 5. ..."
_ENDS = re.compile(r"[.;:!?…]$")
# "... tại mục" / "4.3 Thành phần hồ sơ": the number is a reference, not a label.
_REFERS = re.compile(r"\b(?:mục|khoản|điểm|điều|số|phần|chương|phụ lục)$", re.IGNORECASE)
_CUT_YEAR = re.compile(r"\d/\d{1,3}$")
_REST_OF_YEAR = re.compile(r"\d{1,3}/[A-ZĐ]")
_CUT_KIND = re.compile(r"\d/[A-ZĐ]{1,6}-?$")
_REST_OF_KIND = re.compile(r"[A-ZĐ]*-?[A-ZĐ]+[a-z]?\d{0,2}[.,;:)]*")
# "49/2019/QH1" and "4": the National Assembly's documents end with its term.
_CUT_TERM = re.compile(r"\d/QH\d?$")
_REST_OF_TERM = re.compile(r"\d{1,2}[.,;:)]*")
_FILE_END = re.compile(r"^[!-~]*\.(?:docx?|pdf|xlsx?)\b")
_LONGEST_PIECE = 12  # letters: no word of a sentence is longer
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(rf"[{LOWER},(]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `full`: nothing more would have fitted on it (None where that isn't known)."""

    text: str
    page: int | None = None
    bold: bool = False
    full: bool | None = None
    begins_bold: bool = False


def blocks_of(lines: Iterable[Line | None]) -> Iterator[Block]:
    """Blocks in order, positions counted from 0; None stands for a blank line."""
    for position, paragraph in enumerate(_paragraphs(lines)):
        text = one_line(_joined(paragraph))
        bold = all(line.bold for line in paragraph)
        yield block_of(text, page=paragraph[0].page, position=position, bold=bold)


def block_of(text: str, *, page: int | None = None, position: int = 0, bold: bool = False) -> Block:
    """A paragraph's text as the block that its own words show it to be."""
    label, rest = split_mark(text)
    level = heading_level(rest or text)
    if level:
        return Block(BlockKind.HEADING, rest, page, position, level, label, bold)
    if label:
        return Block(BlockKind.LIST_ITEM, rest, page, position, depth_of(label), label, bold)
    return Block(BlockKind.PARAGRAPH, text, page, position, bold=bold)


def _paragraphs(lines: Iterable[Line | None]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if line is None or not line.text.strip():
            if paragraph:
                yield paragraph
            paragraph = []
            continue
        if paragraph and not _continues(paragraph, line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _joined(paragraph: list[Line]) -> str:
    text = ""
    for number, line in enumerate(paragraph):
        before = paragraph[number - 1].text.strip() if number else ""
        glued = _in_address(text) or is_broken(before, line.text.strip())
        text += line.text.strip() if glued else f" {line.text.strip()}"
    return text


def is_broken(before: str, line: str) -> bool:
    """Whether a narrow column broke a document's number ("106/20" and "24/NĐ-CP") or the name of a file."""
    tail, head = before[before.rfind(" ") + 1 :], line.partition(" ")[0]
    in_year = _CUT_YEAR.search(tail) is not None and _REST_OF_YEAR.match(head) is not None
    in_kind = _CUT_KIND.search(tail) is not None and _REST_OF_KIND.fullmatch(head) is not None
    in_term = _CUT_TERM.search(tail) is not None and _REST_OF_TERM.fullmatch(head) is not None
    lone = tail == before and tail.isascii() and len(tail) > _LONGEST_PIECE and _FILE_END.search(tail) is None
    in_name = lone and _FILE_END.search(tail + head) is not None
    return in_year or in_kind or in_term or in_name


def _in_address(text: str) -> bool:
    """Whether the text ends inside a web address, which wraps without a blank."""
    return "://" in text[text.rfind(" ") + 1 :]


def _continues(paragraph: list[Line], line: Line) -> bool:
    """Whether the line goes on with the paragraph."""
    before = paragraph[-1]
    text = line.text.strip()
    label, _ = split_mark(text)
    if _REFERS.search(before.text.strip()) and label[:1].isdigit():
        return True
    in_number = label.strip("().").replace(".", "").isdigit() and not _ENDS.search(before.text.strip())
    if label and not (before.full and in_number):
        return False
    if opens_part(text) or (heading_level(text) == _ARTICLE and _ENDS.search(before.text.strip())):
        return False
    if _in_address(before.text.strip()) or (" " not in before.text.strip() and _in_address(_joined(paragraph[-4:]))):
        return " " not in text and not _WORD.fullmatch(text)
    if before.full is False or before.bold != line.bold or (line.begins_bold and not before.bold):
        return False
    if before.full:
        return True
    if bool(heading_level(before.text)) != bool(heading_level(text)):
        return False
    return not _ENDS.search(before.text.strip()) and _GOES_ON.match(text) is not None
