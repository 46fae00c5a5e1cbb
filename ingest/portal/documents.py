"""The tables of papers to hand in (thành phần hồ sơ), one a case, whose cells the page prints without any border.

* Trường hợp cấp lạiTên giấy tờMẫu đơn, tờ khaiSố lượngGiấy đề nghị;TK 2.002286.docx1 bản chínhBản sao...0 bản
chính,1 bản sao
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.portal.forms import form_number, split_form
from ingest.portal.furniture import stated
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import DocumentRequirement, RecordWarning

FIELD = "documents"
_HEAD = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
_KIND = r"bản (?:chính|sao|chụp)"
# A count ends its row: what follows is the next row, glued, or nothing. A count inside a name has more words after it.
_COUNTS = re.compile(
    rf"(?P<number>\d+) {_KIND}(?:, ?\d+ {_KIND})*(?=$|\n|[^\s,;.:)/\-]|- ?\S|\(|[-+*] )", re.IGNORECASE
)
_COUNT = re.compile(rf"(\d+) ({_KIND})", re.IGNORECASE)
_BULLET = re.compile(r"^[^\w(“\"\[]+")
_CASE_MARK = re.compile(r"^[-+*•\s]+|[\s:;.]+$")


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    counts: str


def read_documents(text: str) -> tuple[tuple[DocumentRequirement, ...], tuple[RecordWarning, ...]]:
    """Papers of the section in reading order, and flags for what it lacks or what could not be read."""
    table = stated(text)
    if table is None:
        return (), (flag(WarningCode.DOCUMENTS_MISSING, FIELD),)
    if _HEAD not in table:
        whole = DocumentRequirement(table, None, None, None, None)
        return (whole,), (flag(WarningCode.DOCUMENTS_UNPARSED, FIELD),)
    first, *groups = table.split(_HEAD)
    documents: list[DocumentRequirement] = []
    case = _case(first)
    for number, group in enumerate(groups):
        rows, rest = _rows(group)
        documents += [_document(row, case) for row in rows]
        if number == len(groups) - 1 and stated(rest):
            documents.append(_document(_Row(rest, ""), case))
        case = _case(rest)
    warnings = []
    if not documents:
        warnings.append(flag(WarningCode.DOCUMENTS_MISSING, FIELD))
    if any(item.originals is None and item.copies is None for item in documents):
        warnings.append(flag(WarningCode.DOCUMENT_COUNT_MISSING, FIELD))
    return tuple(documents), tuple(warnings)


def _rows(group: str) -> tuple[list[_Row], str]:
    """Rows of one table and what follows its last count: the next case's title, or nothing."""
    rows = []
    start = 0
    for found in _COUNTS.finditer(group):
        if _COUNTS.match(group, found.end()) or _in_prose(group, found):
            continue
        digits = _count_digits(group, found)
        begin = found.start() + len(found["number"]) - len(digits)
        rows.append(_Row(group[start:begin].strip(), digits + found.group()[len(found["number"]) :]))
        start = found.end()
    return rows, group[start:].strip()


def _in_prose(group: str, found: re.Match[str]) -> bool:
    """A count that the name itself ends with ("Tờ khai: 01 bản chính"): the table writes no leading zeros."""
    return found["number"].startswith("0") and len(found["number"]) == 2 and group[found.start() - 1] in " ("


def _count_digits(group: str, found: re.Match[str]) -> str:
    """The count's own digits: a number that ends the name is glued before them ("Mẫu số 01" + "1", "QH15" + "1")."""
    number = found["number"]
    before = group[found.start() - 1] if found.start() else " "
    stands_alone = before.islower() or before in ';:)]}"”.…'
    return number if stands_alone and len(number) <= 2 and not number.startswith("0") else number[-1]


def _document(row: _Row, case: str | None) -> DocumentRequirement:
    name, form = split_form(row.name)
    counts = {kind.lower(): int(number) for number, kind in _COUNT.findall(row.counts)}
    originals = counts.get("bản chính")
    copies = counts.get("bản sao", counts.get("bản chụp"))
    bare = _BULLET.sub("", name or row.name).rstrip(" ;*")
    # A row of nothing but asterisks stands for what its case's title describes.
    return DocumentRequirement(bare or case or row.name, form or form_number(name), originals, copies, case)


def _case(title: str) -> str | None:
    known = stated(title)
    bare = _CASE_MARK.sub("", known) if known else ""
    return bare or None
