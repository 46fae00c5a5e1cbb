"""Procedures that a decision abolishes ("danh mục thủ tục hành chính bị bãi bỏ"), with the day from which they end.

Read from a table under a caption of that kind, or whose head names the abolishing document, and from sentences that
abolish procedures by their codes. A caption that also speaks of new or amended procedures abolishes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.readers.document import Block, BlockKind, block_text, cell_text, row_text
from knowledge.store.entries import RepealNotice
from knowledge.text.fold import fold

_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")
_MENTION = re.compile(r"bãi bỏ|bai bo", re.I)  # sought first: folding every paragraph of a book takes seconds
_ENDS = re.compile(r"bai bo|het hieu luc")
_OTHERWISE = re.compile(r"sua doi|bo sung|ban hanh moi|thay the|khong (?:bi )?bai bo|duoc giu|chuan hoa")
_SENTENCE = re.compile(r"(?:(?:dieu )?\d+[.:)] *|[a-z][.)] *|[-+*] *)?(?:nay )?(?:cong bo )?bai bo\b")
_DECISION = re.compile(r"\d{1,5}(?:/\d{4})?/QĐ-[A-ZĐ][A-ZĐ\d&-]*")
_DAY = r"(?:ngày )?(?P<d>\d{1,2})(?:/| tháng )(?P<m>\d{1,2})(?:/| năm )(?P<y>\d{4})"
_EFFECTIVE = re.compile(rf"có hiệu lực(?: thi hành)? (?:kể )?từ (?:{_DAY}|(?P<signing>ngày ký))", re.I)
_SIGNED = re.compile(r"ngày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>\d{4})", re.I)
_CAPTION_WITHIN = 4  # blocks before the table
_HEAD = 60  # blocks at the beginning, in which number and day of the decision stand


def abolitions_of(blocks: Sequence[Block], as_of: date | None) -> tuple[RepealNotice, ...]:
    """One notice a code, in reading order; where the decision gives no day, from `as_of`."""
    found: dict[str, str] = {}
    for place, block in enumerate(blocks):
        for code, quote in _of_block(blocks, place, block):
            found.setdefault(code, quote)
    if not found:
        return ()
    head = [block_text(block) for block in blocks[:_HEAD]]
    number = next((match.group() for text in head if (match := _DECISION.search(text))), None)
    decision = f"Quyết định {number}" if number else "Văn bản của cơ quan có thẩm quyền"
    ends_on = _first_day(blocks) or as_of
    return tuple(RepealNotice(code, ends_on, decision, quote) for code, quote in found.items())


def _of_block(blocks: Sequence[Block], place: int, block: Block) -> Iterator[tuple[str, str]]:
    if block.kind is not BlockKind.TABLE:
        text = block_text(block)
        if _MENTION.search(text) is None:
            return
        if _SENTENCE.match(_folded(text)) and not _OTHERWISE.search(_folded(text)):
            yield from ((code, text[:400]) for code in _CODE.findall(text))
        return
    columns = _abolishing_columns(block)
    if not columns and not _under_caption(blocks, place):
        return
    for row in block.rows:
        if columns and not any(cell_text(row[n]) for n in columns if n < len(row)):
            continue  # a list of all procedures, with a column for those that have ended
        codes = [match.group() for cell in row if (match := _CODE.search(cell_text(cell)))]
        if codes:
            yield codes[0], row_text(row)[:400]


def _abolishing_columns(table: Block) -> list[int]:
    """Columns for the document that abolishes ("Tên VBQPPL quy định việc bãi bỏ thủ tục hành chính")."""
    head = [_folded(text) for text in _cells(table.rows[0])] if table.rows else []
    return [n for n, folded in enumerate(head) if _ENDS.search(folded) and not _OTHERWISE.search(folded)]


def _cells(row: tuple[tuple[Block, ...], ...]) -> list[str]:
    return [cell_text(cell) for cell in row]


def _under_caption(blocks: Sequence[Block], place: int) -> bool:
    """The nearest text before the table that speaks of procedures decides."""
    for block in reversed(blocks[max(0, place - _CAPTION_WITHIN) : place]):
        if block.kind is BlockKind.TABLE:
            return False
        folded = _folded(block_text(block))
        if "thu tuc" in folded or _ENDS.search(folded) or _OTHERWISE.search(folded):
            return _ENDS.search(folded) is not None and not _OTHERWISE.search(folded)
    return False


def _first_day(blocks: Sequence[Block]) -> date | None:
    """The day from which the decision holds, or on which it was signed where it holds from then."""
    for block in blocks:
        found = _EFFECTIVE.search(block_text(block)) if block.kind is not BlockKind.TABLE else None
        if found and not found["signing"]:
            return _date(found)
    for block in blocks[:_HEAD]:
        signed = _SIGNED.search(block_text(block))
        if signed:
            return _date(signed)
    return None


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None


def _folded(text: str) -> str:
    return " ".join(fold(text).lower().split())
