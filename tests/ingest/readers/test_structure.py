"""Headings, numbering, lists and tables survive reading."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from ingest.readers import read_document
from ingest.readers.document import Block, BlockKind, cell_text
from ingest.readers.limits import limits
from ingest.readers.losses import LossCode, messages

SHARED = Path(__file__).resolve().parents[4] / "shared/data"


def outline(path: Path) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.label, block.text) for block in read_document(path).blocks]


def texts(block: Block) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in block.rows]


def test_word_numbering_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "so.docx"
    document = docx.Document()
    document.add_heading("Thủ tục", level=2)
    for text in ("Nộp hồ sơ", "Nhận kết quả"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Giấy tờ", style="List Bullet")
    document.save(str(path))
    expected = [("heading", "", "Thủ tục"), ("list_item", "1.", "Nộp hồ sơ"), ("list_item", "2.", "Nhận kết quả")]
    assert outline(path) == [*expected, ("list_item", "-", "Giấy tờ")]


def test_tables_in_tables_of_word(tmp_path: Path) -> None:
    path = tmp_path / "bang.docx"
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "Cách thức thực hiện:"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Trực tiếp", "5 ngày"
    document.save(str(path))
    (table,) = read_document(path).blocks
    nested = next(block for block in table.rows[0][1] if block.kind is BlockKind.TABLE)
    assert texts(nested) == [["Trực tiếp", "5 ngày"]]


def test_pages_of_the_web(tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(
        "<html><head><title>T</title><script>x()</script></head><body><h2>Hồ sơ</h2><ol><li>Đơn</li><li>Ảnh</li></ol>"
        "<p>Nộp <b>một</b> bộ<br>tại xã</p><table><tr><th>a</th><td>b</td></tr></table></body></html>",
        encoding="utf-8",
    )
    document = read_document(path)
    assert document.title == "T"
    *flow, table = document.blocks
    assert [(block.kind.value, block.label, block.text) for block in flow] == [
        ("heading", "", "Hồ sơ"),
        ("list_item", "1.", "Đơn"),
        ("list_item", "2.", "Ảnh"),
        ("paragraph", "", "Nộp một bộ"),
        ("paragraph", "", "tại xã"),
    ]
    assert texts(table) == [["a", "b"]]
    assert [loss.code for loss in document.losses] == ["scripts"]


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Một\n\n1. đơn\n2. ảnh\n   - màu\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", encoding="utf-8")
    blocks = read_document(path).blocks
    assert [(block.label, block.text, block.level) for block in blocks[:-1]] == [
        ("", "Một", 1),
        ("1.", "đơn", 1),
        ("2.", "ảnh", 1),
        ("-", "màu", 2),
    ]
    assert texts(blocks[-1]) == [["a", "b"], ["1", "2"]]


def test_plain_text_joins_wrapped_lines_and_knows_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("CHƯƠNG I\nQUY ĐỊNH CHUNG\n\na) Người nộp hồ sơ\ntại xã.\n- Một bản chính", encoding="utf-8")
    assert outline(path) == [
        ("heading", "", "CHƯƠNG I"),
        ("heading", "", "QUY ĐỊNH CHUNG"),
        ("list_item", "a)", "Người nộp hồ sơ tại xã."),
        ("list_item", "-", "Một bản chính"),
    ]


def test_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Tên", 5, 2.0, None, "=1+1"])
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    book.save(path)
    document = read_document(path)
    assert texts(document.blocks[1]) == [["Tên", "5", "2"]]
    assert {loss.code for loss in document.losses} == {"hidden", "formulas"}


@pytest.mark.parametrize("name", ["nghi_dinh_168_2024.pdf", "luat_duong_bo_2024.pdf"])
def test_gazettes_are_read_without_their_running_lines(name: str) -> None:
    path = SHARED / "laws_pdf" / name
    if not path.is_file():
        pytest.skip(f"{path} is not beside the repository")
    document = read_document(path)
    assert "running_lines" in {loss.code for loss in document.losses}
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    assert len([block for block in headings if block.text.startswith("Điều ")]) > 30
    assert all(block.page for block in document.blocks)
    assert not [block for block in document.blocks[5:] if block.text.startswith("CÔNG BÁO/Số")]


def test_every_loss_has_its_sentence() -> None:
    assert set(messages()) == {code.value for code in LossCode}
    assert all(sentence.endswith(".") for sentence in messages().values())
    assert limits().seconds_of_silence < 30
