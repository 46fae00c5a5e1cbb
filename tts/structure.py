"""What each block of a report is, and what of it nobody wants to hear.

Parts of an official document: Nghị định 30/2020/NĐ-CP, phụ lục I (national name, issuing body, number, place and date,
name of the document, recipients, signature).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tts.readers.block import Block, Document
from tts.script import LeftOut, LeftOutReason, SegmentKind
from tts.tables import table_sentences

_NATION = re.compile(r"CỘNG\s+H[ÒO][ÀA]?\s+XÃ\s+HỘI|Độc\s+lập\s*[-–]\s*Tự\s+do|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM", re.I)
_LETTERHEAD = re.compile(
    r"(?:Số\s*:?\s*[\d.…\s]*\s*[-/].*|.{0,40},?\s*ngày\s+[\d.…\s]+\s*tháng\s+[\d.…\s]+\s*năm\s+[\d.…]+|[-_*=–—\s.]+"
    r"|(?:UBND|ỦY BAN|UỶ BAN|HĐND|HỘI ĐỒNG|SỞ|BỘ|BAN|TỈNH|THÀNH ỦY|HUYỆN|ĐẢNG BỘ|CHI BỘ|CỤC|TRUNG TÂM|PHÒNG)\b"
    r"[^a-zà-ỹ]*)"
)
_NAME = re.compile(
    r"(?:BÁO\s+CÁO|TỜ\s+TRÌNH|KẾ\s+HOẠCH|THÔNG\s+BÁO|CHƯƠNG\s+TRÌNH|ĐỀ\s+ÁN|QUYẾT\s+ĐỊNH|NGHỊ\s+QUYẾT|CHỈ\s+THỊ"
    r"|HƯỚNG\s+DẪN|PHƯƠNG\s+ÁN|KẾT\s+LUẬN|CÔNG\s+ĐIỆN|BIÊN\s+BẢN|NGHỊ\s+ĐỊNH|THÔNG\s+TƯ|LUẬT|BÀI\s+PHÁT\s+BIỂU)\b.*"
)
_RECIPIENTS = re.compile(r"N[ơƠ]i\s+nh[ậẬ]n|NƠI\s+NHẬN", re.I)
_RECIPIENT = re.compile(r"\s*[-–+•].*[;.,]?\s*|Lưu\s*:?.*|.{0,60};")
_SIGNATURE = re.compile(
    r"(?:TM\.|KT\.|TL\.|TUQ\.|Q\.)\s?[A-ZĐÀ-Ỹ\s,.]+.*|(?:PHÓ\s+)?(?:GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG BAN|BÍ THƯ|"
    r"CHÁNH VĂN PHÒNG|CỤC TRƯỞNG|TRƯỞNG PHÒNG|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG)[^a-zà-ỹ]*|"
    r"NGƯỜI (?:LẬP|BÁO CÁO|VIẾT).*|\(?\s*Đã ký\s*\)?|"
    r"\(Ký.*\)|Ký bởi.*|Người ký.*"
)
_PERSON = re.compile(r"(?:(?:TS|ThS|KS|BS|PGS)\.?\s*)*(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]*\s?){2,5}")
_APPENDIX = re.compile(r"(?:PHỤ\s+LỤC|Phụ\s+lục|BIỂU|Biểu)\b")
_CAPTION = re.compile(r"(?:Bảng|Biểu|Biểu đồ|Hình|Sơ đồ|Ảnh|BẢNG|HÌNH|BIỂU)\s*(?:số\s*)?\d+(?:\.\d+)*\s*[:.\-–].+")
_PART = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:thứ\s+)?(?:[IVXLC\d]+|nhất|hai|ba|tư|năm)\b.*", re.S)
_ROMAN = re.compile(r"[IVX]{1,5}\s?[.)\-–:]\s*\S.*")
_LETTERED = re.compile(r"[A-EĐG]\s?[.\-–)]\s*\S.*")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\s?[.)]?\s+\S.*")
_SMALL = re.compile(r"[a-zđ]\s?\)\s*\S.*")
_BULLET = re.compile(r"[-–+*•●▪◦■□➢✓]\s*\S.*", re.S)
_ENDED = re.compile(r"[.!?;,:…]\s*$")
_HEADING_LENGTH, _TITLE_LENGTH = 160, 250
_TOP = 15


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that is read aloud, with its kind settled."""

    kind: SegmentKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Arranged:
    pieces: tuple[Piece, ...]
    left_out: tuple[LeftOut, ...]
    title: str


def _tidy(text: str) -> str:
    """Single spaces; "_" that a word segmenter put between syllables is a space again."""
    return " ".join(re.sub(r"(?<=[^\W\d_])_(?=[^\W\d_])", " ", text).split())


def _is_shouted(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) >= 0.85 * len(letters)


def classify(text: str) -> tuple[SegmentKind, int]:
    """Kind and level of a paragraph by its wording alone."""
    short, open_ended = len(text) <= _HEADING_LENGTH, not _ENDED.search(text)
    if _CAPTION.fullmatch(text) and short:
        return "caption", 0
    if short and (_PART.fullmatch(text) or (_LETTERED.fullmatch(text) and _is_shouted(text))):
        return "heading", 1
    if short and _ROMAN.fullmatch(text) and (open_ended or _is_shouted(text)):
        return "heading", 1
    if (match := _NUMBERED.fullmatch(text)) and short and open_ended and len(text) < 120 and _after_mark(text, match):
        return "heading", 2 + match[1].count(".")
    if _NUMBERED.fullmatch(text) and re.match(r"\d{1,2}(?:\.\d{1,2})*\s?[.)]\s", text):
        return "list_item", 1
    if _SMALL.fullmatch(text):
        return "list_item", 1
    if _BULLET.fullmatch(text):
        return "list_item", 2 if text[0] in "+◦" else 1
    return ("heading", 2) if short and open_ended and _is_shouted(text) else ("paragraph", 0)


def _after_mark(text: str, match: re.Match[str]) -> bool:
    """ "2.3 Cải cách" is a heading, "15 dự án đã khởi công" is not: the mark has a point, a capital follows."""
    rest = text[match.end(1) :].lstrip(" .)")
    return rest[:1].isupper() and ("." in text[: match.end(1) + 2] or ")" in text[: match.end(1) + 2])


def _letterhead_end(blocks: list[Block]) -> int:
    """How many blocks from the top are letterhead; 0 when the national name stands nowhere near the top."""
    top = blocks[:_TOP]
    if not any(_NATION.search(_all_text(block)) for block in top):
        return 0
    end = 0
    for place, block in enumerate(top):
        text = _all_text(block)
        if _NATION.search(text):
            end = place + 1
        elif _NAME.fullmatch(text.strip()) and place >= end and end:
            break
        elif end and place == end and (_LETTERHEAD.fullmatch(text.strip()) and len(text) < _HEADING_LENGTH):
            end = place + 1
    return end


def _all_text(block: Block) -> str:
    return block.text or " ".join(cell for row in block.rows for cell in row)


def _closing(blocks: list[Block]) -> dict[int, LeftOutReason]:
    """Blocks of the recipients' list and the signature, by position."""
    found: dict[int, LeftOutReason] = {}
    mode: LeftOutReason | None = None
    for place, block in enumerate(blocks):
        text = _all_text(block).strip()
        last_part = place >= len(blocks) * 0.5
        if _RECIPIENTS.match(text) or (block.rows and _RECIPIENTS.search(text)):
            mode = "recipients"
        elif _SIGNATURE.fullmatch(text) and last_part and len(text) < _HEADING_LENGTH:
            mode = "signature"
        elif mode == "recipients" and not _RECIPIENT.fullmatch(text):
            mode = "signature" if _PERSON.fullmatch(text) and last_part else None
        elif mode == "signature" and not (_PERSON.fullmatch(text) or _RECIPIENT.fullmatch(text)):
            mode = None
        if mode and _APPENDIX.match(text):
            mode = None
        if mode:
            found[place] = mode
    return found


def _title_of(blocks: list[Block]) -> tuple[str, int]:
    """Title and how many blocks it takes: "BÁO CÁO" with the lines below it, else a short first line."""
    if not blocks:
        return "", 0
    first = _tidy(blocks[0].text)
    if blocks[0].kind == "title":
        return first, 1
    if _NAME.fullmatch(first) and len(first) < _TITLE_LENGTH and _is_shouted(first.split("\n")[0][:20]):
        lines = [first]
        for block in blocks[1:4]:
            text = _tidy(block.text)
            plain = block.kind in ("text", "title") and text and len(text) < _TITLE_LENGTH
            if not plain or _ENDED.search(text) or classify(text)[0] == "list_item" or _ROMAN.fullmatch(text):
                break
            if re.match(r"(?:Kính gửi|Căn cứ|Thực hiện|Phần|PHẦN)\b", text):
                break
            lines.append(text)
        return " ".join(lines), len(lines)
    if blocks[0].kind == "heading" and blocks[0].level == 1 and not _ROMAN.fullmatch(first):
        return first, 1
    short = blocks[0].kind == "text" and len(first) <= _HEADING_LENGTH and not _ENDED.search(first)
    if short and len(blocks) > 1 and classify(first)[0] in ("paragraph", "heading") and not _NUMBERED.match(first):
        return (first, 1) if not _ROMAN.fullmatch(first) else ("", 0)
    return "", 0


def _pieces_of(block: Block) -> list[Piece]:
    if block.rows:
        return [Piece("table_row", sentence) for sentence in table_sentences(block.rows)]
    text = _tidy(block.text)
    if not any(char.isalnum() for char in text):
        return []
    if block.kind in ("heading", "list_item", "caption"):
        return [Piece("heading" if block.kind == "heading" else block.kind, text, block.level)]
    kind, level = classify(text)
    return [Piece(kind, text, level)]


def arrange(document: Document) -> Arranged:
    """Sort a document's blocks into what is read and what is left out, and find its title."""
    blocks = [block for block in document.blocks if _all_text(block).strip()]
    left_out = list(document.left_out)
    head = _letterhead_end(blocks)
    left_out += [LeftOut(_tidy(_all_text(block)), "letterhead") for block in blocks[:head]]
    blocks = blocks[head:]
    closing = _closing(blocks)
    left_out += [LeftOut(_tidy(_all_text(blocks[place])), reason) for place, reason in closing.items()]
    body = [block for place, block in enumerate(blocks) if place not in closing]
    title, taken = _title_of(body)
    pieces = [Piece("title", title)] if title else []
    for block in body[taken:]:
        pieces += _pieces_of(block)
    if document.pictures:
        left_out.append(LeftOut(f"{document.pictures} hình ảnh", "picture"))
    return Arranged(tuple(pieces), tuple(left_out), title or _tidy(document.title))
