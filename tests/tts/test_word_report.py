"""A Word report as offices write it: letterhead and signature stand in borderless tables."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tts.reading import read_report
from tts.script import Script


@pytest.fixture
def script(tmp_path: Path) -> Script:
    document = docx.Document()
    head = document.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "UBND TỈNH QUẢNG TRỊ\nSỞ GIAO THÔNG VẬN TẢI"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số:       /BC-SGTVT"
    head.cell(1, 1).text = "Quảng Trị, ngày     tháng 01 năm 2024"
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph("Kết quả công tác năm 2023")
    document.add_paragraph("Kính gửi: UBND tỉnh.")
    document.add_heading("I. KẾT QUẢ", level=1)
    document.add_paragraph("Kiểm định", style="List Number")
    table = document.add_table(rows=3, cols=3)
    cells = ["TT", "Nội dung", "Số lượt", "1", "Đăng kiểm", "1.245", "2", "Sát hạch", "980"]
    for place, text in enumerate(cells):
        table.cell(place // 3, place % 3).text = text
    foot = document.add_table(rows=1, cols=2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = "GIÁM ĐỐC\n\nTrần Văn Nam"
    document.save(str(tmp_path / "bc.docx"))
    return read_report(tmp_path / "bc.docx")


def test_what_is_read(script: Script) -> None:
    assert [(segment.kind, segment.spoken) for segment in script.segments] == [
        ("title", "báo cáo Kết quả công tác năm hai nghìn không trăm hai mươi ba"),
        ("paragraph", "Kính gửi: ủy ban nhân dân tỉnh."),
        ("heading", "một, kết quả"),
        ("list_item", "một, Kiểm định"),
        ("table_row", "Đăng kiểm: số lượt một nghìn hai trăm bốn mươi lăm"),
        ("table_row", "Sát hạch: số lượt chín trăm tám mươi"),
    ]


def test_what_is_left_out(script: Script) -> None:
    assert [part.reason for part in script.left_out] == ["letterhead", "recipients"]
    assert "CỘNG HÒA" in script.left_out[0].text
    assert "Trần Văn Nam" in script.left_out[1].text
