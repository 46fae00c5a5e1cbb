"""Papers to hand in, from tables of them or from lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.portal.forms import form_number, split_form
from ingest.portal.furniture import stated
from ingest.portal.warnings import WarningCode, flag
from ingest.prose.columns import ColumnRow, column_rows
from ingest.prose.entries import Entry
from ingest.prose.field_names import folded_name
from ingest.prose.form_links import split_link
from ingest.readers.document import BlockKind
from knowledge.procedures import DocumentRequirement, RecordWarning

FIELD = "documents"
_COLUMNS = {
    "name": ("ten giay to", "loai giay to", "thanh phan ho so", "giay to", "ten thanh phan", "noi dung"),
    "form": ("mau don", "mau to khai", "bieu mau", "ten mau"),
    "originals": ("ban chinh", "so ban chinh"),
    "copies": ("ban sao", "so ban sao"),
    "count": ("so luong", "so ban"),
}
_FURNITURE = {
    *("loai giay to", "ten giay to", "mau don to khai", "so luong", "bao gom", "loai giay to mau don to khai", "gom"),
    *("ten giay to mau don to khai so luong", "loai giay to mau don to khai so luong", "thanh phan ho so"),
    *("loai giay to mau don to khai ban chinh ban sao", "ho so gom", "ho so bao gom", "thanh phan ho so bao gom"),
}
_KIND = r"bản (?:chính|sao|chụp|gốc)"
_COUNTED = re.compile(rf"({_KIND}) ?: ?(\d+)|(\d+) ?(?:\([^()]{{1,12}}\) ?)?({_KIND})", re.I)
_COUNTS_ONLY = re.compile(
    rf"[(\s]*(?:số lượng ?:? ?)?(?:{_KIND}[^:\d]{{0,3}}:? ?\d* ?|\d+ ?{_KIND}|[-|,;.()\s])+\)?$", re.I
)
_INLINE_COUNTS = re.compile(rf"[-–;,.|\s]*[(\[]?(?:số lượng ?:? ?)?{_KIND} ?: ?\d+[^()\[\]]*[)\]]?\.?$", re.I)
_COUNT_LINE = re.compile(r"số lượng\b.{0,80}$", re.I)
_LINK_LINE = re.compile(r"(?:mẫu đơn,? (?:mẫu )?tờ khai|tài liệu đính kèm|mẫu|tải về|file)? ?:? ?(https?://\S+)$", re.I)
_CASE = re.compile(r"(?:[*+•]+ ?)?(?:(?:đối với )?trường hợp|giấy tờ phải (?:nộp|xuất trình)|đối với|khi )", re.I)
_LONGEST_COUNT = 100  # characters
_DIVIDED = re.compile(r" ?\| ?")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str  # with its list mark
    bare: str
    starts: bool  # a list item or a sentence of its own


def read_papers(section: Sequence[Entry]) -> tuple[tuple[DocumentRequirement, ...], list[RecordWarning]]:
    papers: list[DocumentRequirement] = []
    case: str | None = None
    pending: list[Entry] = []
    for entry in section:
        rows = column_rows(entry.block, _COLUMNS, "name") if entry.block.kind is BlockKind.TABLE else None
        if rows is None:
            pending.append(entry)
            continue
        case = _title(pending[-1].text) if pending else case
        papers += _of_list(pending[:-1] if case else pending)
        papers += _of_rows(rows, case)
        pending = []
    papers += _of_list(pending)
    return tuple(papers), list(_flags(papers))


def _flags(papers: list[DocumentRequirement]) -> Iterator[RecordWarning]:
    if not papers:
        yield flag(WarningCode.DOCUMENTS_MISSING, FIELD)
    if any(item.originals is None and item.copies is None for item in papers):
        yield flag(WarningCode.DOCUMENT_COUNT_MISSING, FIELD)


def _title(text: str) -> str | None:
    """A line before a table, as the case that its papers are for; None for the table's own furniture."""
    if folded_name(text) in _FURNITURE or not stated(text):
        return None
    bare = text.strip("-+*•: ;.")
    return bare if text.startswith(("*", "-", "+", "•")) or text.endswith(":") or _CASE.match(text) else None


def _of_rows(rows: list[ColumnRow], case: str | None) -> Iterator[DocumentRequirement]:
    for row in rows:
        if row.wide and _title(row.wide) and not row["form"]:
            case = _title(row.wide)
            continue
        name = row["name"].replace("\n", " ").strip()
        if not stated(name):
            continue
        originals, copies = counts_in(row["count"])
        own, own_form = split_form(name)
        form = _stated_form(row["form"]) or own_form or form_number(name)
        named, link = split_link(form)
        yield DocumentRequirement(
            _tidy(own) or name,
            named or form_number(name),
            _number(row["originals"]) if row["originals"] else originals,
            _number(row["copies"]) if row["copies"] else copies,
            case,
            link,
        )


def _stated_form(text: str) -> str | None:
    return stated(text.replace("\n", "; "))


def _number(text: str) -> int | None:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else None


def counts_in(text: str) -> tuple[int | None, int | None]:
    """(originals, copies) out of "Bản chính: 1 Bản sao: 0" or "1 bản chính, 0 bản sao"."""
    counts: dict[str, int] = {}
    for found in _COUNTED.finditer(text):
        kind = (found[1] or found[4]).lower()
        counts["copies" if kind in ("bản sao", "bản chụp") else "originals"] = int(found[2] or found[3])
    return counts.get("originals"), counts.get("copies")


def _of_list(entries: Sequence[Entry]) -> list[DocumentRequirement]:
    papers: list[DocumentRequirement] = []
    case: str | None = None
    for line in _lines(entries):
        link = _LINK_LINE.fullmatch(line.bare)
        if not stated(line.bare) or folded_name(line.bare) in _FURNITURE:
            continue
        if papers and _is_count(line.bare):
            originals, copies = counts_in(line.bare)
            last = papers[-1]
            papers[-1] = replace(last, originals=last.originals or originals, copies=last.copies or copies)
        elif link:
            if papers and papers[-1].form_link is None:
                papers[-1] = replace(papers[-1], form_link=split_link(link[1])[1])
        elif line.bare.endswith(":") and _CASE.match(line.bare):
            case = line.bare.strip(" :;.*-+")
        elif papers and not line.starts:
            papers[-1] = replace(papers[-1], name=f"{papers[-1].name}\n{line.bare}")
        else:
            papers.append(_paper(line.bare, case))
    return papers


def _is_count(text: str) -> bool:
    short = len(text) < _LONGEST_COUNT
    return short and (_COUNTS_ONLY.match(text) is not None or _COUNT_LINE.match(text) is not None)


def _lines(entries: Sequence[Entry]) -> Iterator[_Line]:
    for entry in entries:
        if entry.block.kind is BlockKind.TABLE:
            for text in entry.text.split("\n"):
                yield _Line(text, text, True)
        else:
            bare = entry.block.text
            yield _Line(entry.text, bare, bool(entry.block.label) or not bare[:1].islower())


def _paper(text: str, case: str | None) -> DocumentRequirement:
    """A list item; the parts of "Tên giấy tờ | mẫu | bản chính: 1" may be divided by bars."""
    name, *parts = _DIVIDED.split(text)
    counts = next((part for part in parts if _COUNTED.search(part)), "")
    forms = [part for part in parts if part and part is not counts]
    originals, copies = counts_in(counts or text)
    own, own_form = split_form(_INLINE_COUNTS.sub("", name).strip() or name)
    bare, own_link = split_link(own)
    form, link = split_link("; ".join(forms) or own_form)
    return DocumentRequirement(
        _tidy(bare or "") or name, form or form_number(name), originals, copies, case, link or own_link
    )


def _tidy(name: str) -> str:
    return name.strip().lstrip("-+*• ").rstrip(" ;*")
