"""Decisions that abolish procedures: read from tables under such a caption, and from nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from ingest.prose import content_of
from ingest.readers import read_document
from knowledge.store.entries import RepealNotice

HEAD = ["STT", "Mã số TTHC", "Tên thủ tục hành chính", "Tên VBQPPL quy định nội dung bãi bỏ"]
ROWS = [
    ["1", "1.004993.000.00.00.H17", "Cấp giấy phép", "Thông tư 5"],
    ["2", "2.002286", "Đổi giấy phép", "Thông tư 5"],
]


def decision(path: Path, caption: str, head: list[str], *, effective: str, sentences: tuple[str, ...] = ()) -> Path:
    document = docx.Document()
    document.add_paragraph("Số: 1234/QĐ-BXD")
    document.add_paragraph("Hà Nội, ngày 05 tháng 6 năm 2026")
    document.add_paragraph("Quyết định về việc công bố thủ tục hành chính sửa đổi, bổ sung và bị bãi bỏ")
    for sentence in sentences:
        document.add_paragraph(sentence)
    document.add_paragraph(f"Quyết định này {effective}.")
    document.add_paragraph(caption)
    rows = [head, *ROWS]
    table = document.add_table(len(rows), len(head))
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row[: len(head)], cells.cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def notices(path: Path) -> tuple[RepealNotice, ...]:
    return content_of(read_document(path), path, None).repeals


@pytest.mark.parametrize("head", [HEAD, HEAD[:3]])
@pytest.mark.parametrize(
    ("effective", "day"),
    [
        ("có hiệu lực kể từ ngày ký", date(2026, 6, 5)),
        ("có hiệu lực thi hành từ ngày 01/7/2026", date(2026, 7, 1)),
        ("có hiệu lực từ ngày 15 tháng 8 năm 2026", date(2026, 8, 15)),
    ],
)
def test_a_list_of_abolished_procedures(tmp_path: Path, head: list[str], effective: str, day: date) -> None:
    caption = "B. DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ"
    found = notices(decision(tmp_path / "a.docx", caption, head, effective=effective))
    assert [(one.code, one.ends_on, one.decision) for one in found] == [
        ("1.004993", day, "Quyết định 1234/QĐ-BXD"),
        ("2.002286", day, "Quyết định 1234/QĐ-BXD"),
    ]
    assert "Đổi giấy phép" in found[1].quote


@pytest.mark.parametrize(
    "caption",
    [
        "A. DANH MỤC THỦ TỤC HÀNH CHÍNH SỬA ĐỔI, BỔ SUNG",
        "DANH MỤC THỦ TỤC HÀNH CHÍNH ĐƯỢC SỬA ĐỔI, THAY THẾ, BỊ BÃI BỎ",
        "Danh mục thủ tục hành chính",
    ],
)
def test_a_list_of_other_procedures_abolishes_nothing(tmp_path: Path, caption: str) -> None:
    assert notices(decision(tmp_path / "a.docx", caption, HEAD[:3], effective="có hiệu lực kể từ ngày ký")) == ()


def test_a_list_of_all_procedures_abolishes_those_that_it_names_a_document_for(tmp_path: Path) -> None:
    path = tmp_path / "danh_muc.csv"
    rows = ["Mã TTHC,Tên thủ tục,Văn bản bãi bỏ", "1.004993,Cấp giấy phép,", "2.002286,Đổi giấy phép,Thông tư 5"]
    path.write_text("\n".join(rows), encoding="utf-8")
    assert [one.code for one in notices(path)] == ["2.002286"]


def test_a_sentence_abolishes_what_it_names(tmp_path: Path) -> None:
    sentences = (
        "Điều 2. Bãi bỏ thủ tục hành chính mã 1.000028 tại Quyết định 5/QĐ-BXD.",
        "Thủ tục 1.000302 không bị bãi bỏ.",
        "Bãi bỏ một phần để sửa đổi thủ tục 1.000660.",
    )
    found = notices(
        decision(tmp_path / "a.docx", "Danh mục", HEAD[:3], effective="có hiệu lực kể từ ngày ký", sentences=sentences)
    )
    assert [one.code for one in found] == ["1.000028"]
