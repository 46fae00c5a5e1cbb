"""Words that a narrow column or a page break cut are put together again, and nothing else."""

from __future__ import annotations

import pytest

from ingest.readers.document import Block, BlockKind, cell_text
from ingest.readers.joined_tables import join_tables
from ingest.readers.lines import Line, blocks_of, is_broken


@pytest.mark.parametrize(
    ("before", "line", "broken"),
    [
        ("49/2019/QH1", "4", True),
        ("Luật số 49/2019/QH", "14;", True),
        ("106/20", "24/NĐ-CP", True),
        ("49/2019/QH14", "4 bản", False),
        ("PHULUC-XacNhanKetQua.d", "ocx", True),
        ("PHULUC-XacNhanKetQua.docx", "ocx", False),
        ("Khóa học QH1", "4", False),
    ],
)
def test_what_a_narrow_column_breaks(before: str, line: str, broken: bool) -> None:
    assert is_broken(before, line) is broken


def test_a_broken_number_is_whole_again() -> None:
    lines = [Line("Luật", 1, full=True), Line("49/2019/QH1", 1, full=True), Line("4", 1, full=False)]
    assert [block.text for block in blocks_of(lines)] == ["Luật 49/2019/QH14"]


def row(*texts: str) -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(blocks_of([Line(text)])) if text else () for text in texts)


def table(page: int, *rows: tuple[tuple[Block, ...], ...]) -> Block:
    return Block(BlockKind.TABLE, "", page, rows=rows)


HEAD = row("Số ký hiệu", "Trích yếu", "Ngày")


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        (("120/2025/", "Nghị định số", ""), ("NĐ-CP", "120/2025/NĐ-CP của Chính phủ", "11/6"), "120/2025/NĐ-CP"),
        (("1/2025/QĐ", "Quyết định ngày", ""), ("", "12/4/2023 của Thủ tướng", "12/4"), "1/2025/QĐ"),
        (("1/2025/QĐ", "sửa chữa công trình", ""), ("", "(nếu có)", "12/4"), "1/2025/QĐ"),
    ],
)
def test_a_row_that_a_page_break_cut(upper: tuple[str, ...], lower: tuple[str, ...], expected: str) -> None:
    whole = row("2/2025/TT-BCA", "Thông tư", "01/01")
    (joined,) = join_tables([table(1, HEAD, whole, row(*upper)), table(2, row(*lower), whole)])
    assert len(joined.rows) == 4
    assert cell_text(joined.rows[2][0]) == expected
    assert "\n" not in cell_text(joined.rows[2][1])


def test_a_new_row_on_a_new_page_stays_one() -> None:
    whole = row("2/2025/TT-BCA", "Thông tư quy định phí", "01/01")
    (joined,) = join_tables([table(1, HEAD, whole), table(2, whole, whole)])
    assert len(joined.rows) == 4
