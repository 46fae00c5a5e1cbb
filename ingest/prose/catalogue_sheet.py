"""Spreadsheets with one procedure a row: a head row of field names, contents as lines of a cell.

The columns are named as the fields are (data/field_names.yaml); `template` writes an empty sheet with all of them and
an example. In a cell every line is one step, paper, method or legal basis, its parts divided by " | ":

    Thành phần hồ sơ     Đơn đề nghị cấp giấy phép | Mẫu số 01 | Bản chính: 1, Bản sao: 0
    Cách thức thực hiện  Trực tuyến | 5 Ngày làm việc | 70.000 đồng | Nộp qua Cổng Dịch vụ công quốc gia
    Căn cứ pháp lý       158/2024/NĐ-CP | Nghị định quy định về hoạt động vận tải đường bộ
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.prose.content import ContentWarning
from ingest.prose.drafts import CORE, Draft
from ingest.prose.entries import Entry
from ingest.prose.field_names import Field, Heading, field_of, folded_name
from ingest.prose.warnings import ProseFlag, file_flag
from ingest.readers.document import Block, BlockKind, Cell, cell_text
from ingest.readers.lines import block_of

_HEAD_WITHIN = 15  # rows from the top
_METHOD_HEAD = ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả")


@dataclass(frozen=True, slots=True)
class SheetContent:
    drafts: tuple[Draft, ...]
    warnings: tuple[ContentWarning, ...]


def read_catalogue(table: Block) -> SheetContent | None:
    """Drafts of the sheet's rows, None when it is no catalogue; a mere list of names gives a flag and no drafts."""
    found = next((item for n, row in enumerate(table.rows[:_HEAD_WITHIN]) if (item := _columns(n, row))), None)
    if found is None:
        return None
    place, columns = found
    if not set(columns.values()) & CORE - {Field.IMPLEMENTING, Field.AUTHORITY}:
        return SheetContent((), (file_flag(ProseFlag.LIST_ONLY, f"{len(table.rows) - place - 1} dòng"),))
    drafts, nameless = [], 0
    for row in table.rows[place + 1 :]:
        draft = _draft(table, row, table.rows[place], columns)
        if Field.NAME in draft.sections:
            drafts.append(draft)
        else:
            nameless += any(cell_text(cell) for cell in row)
    return SheetContent(tuple(drafts), tuple(_warnings(table.rows[place], columns, nameless)))


def _columns(place: int, row: tuple[Cell, ...]) -> tuple[int, dict[int, Field]] | None:
    """(row number, column number -> field) of a head row: it names the name and at least two fields more."""
    columns: dict[int, Field] = {}
    for number, cell in enumerate(row):
        field = field_of(cell_text(cell).replace("\n", " "))
        if field is not None and (field not in columns.values() or field is Field.FEE):
            columns[number] = field
    return (place, columns) if Field.NAME in columns.values() and len(columns) >= 3 else None


def _draft(table: Block, row: tuple[Cell, ...], head: tuple[Cell, ...], columns: dict[int, Field]) -> Draft:
    draft = Draft(page=table.page)
    for number, field in columns.items():
        if number >= len(row) or not cell_text(row[number]):
            continue
        heading = Heading(field, cell_text(head[number]).replace("\n", " "), "")
        draft.add(Entry(Block(BlockKind.PARAGRAPH, heading.label, table.page, table.position), heading))
        for entry in _contents(row[number], field, table):
            draft.add(entry)
    return draft


def _contents(cell: Cell, field: Field, table: Block) -> Iterator[Entry]:
    lines = [line for line in cell_text(cell).split("\n") if line.strip()]
    if field is Field.METHODS and any("|" in line for line in lines):
        rows = [_METHOD_HEAD, *([part.strip() for part in line.split("|")] for line in lines)]
        cells = tuple(tuple(_cell(part) for part in row) for row in rows)
        yield Entry(Block(BlockKind.TABLE, "", table.page, table.position, rows=cells))
        return
    for line in lines:
        yield Entry(replace(block_of(line.strip(), page=table.page), position=table.position))


def _cell(text: str) -> Cell:
    return (Block(BlockKind.PARAGRAPH, text),) if text else ()


def _warnings(head: tuple[Cell, ...], columns: dict[int, Field], nameless: int) -> Iterator[ContentWarning]:
    unknown = [cell_text(cell) for number, cell in enumerate(head) if number not in columns and cell_text(cell)]
    unknown = [name for name in unknown if folded_name(name) not in ("stt", "tt", "so tt")]
    if unknown:
        yield file_flag(ProseFlag.COLUMN_UNKNOWN, ", ".join(unknown))
    if nameless:
        yield file_flag(ProseFlag.ROW_WITHOUT_NAME, f"{nameless} dòng")
