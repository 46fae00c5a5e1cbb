"""Headings of fields in their spellings, and procedures cut apart by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.prose import content_of
from ingest.prose.codes import derived_code, printed_code
from ingest.prose.field_names import Field, heading_of
from ingest.prose.warnings import ProseFlag, messages
from ingest.readers import read_document


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("1.1. Trình tự thực hiện:", Field.STEPS, ""),
        ("a) Cách thức thực hiện", Field.METHODS, ""),
        ("III. THÀNH PHẦN, SỐ LƯỢNG HỒ SƠ", Field.DOCUMENTS, ""),
        ("• Thời hạn giải quyết: 05 ngày", Field.DURATION, "05 ngày"),
        ("5.4 Đối tượng thực hiện thủ tục hành chính:", Field.AUDIENCE, ""),
        ("Phí, lệ phí (nếu có): Không", Field.FEE, "Không"),
        ("Tên mẫu đơn, mẫu tờ khai:", Field.FORMS, ""),
        ("Yêu cầu, điều kiện thực hiện thủ tục hành chính (nếu có):", Field.CONDITIONS, ""),
        ("Căn cứ pháp lý của thủ tục hành chính:", Field.LEGAL_BASIS, ""),
        ("Kết quả thực hiện TTHC", Field.RESULTS, ""),
        ("Lĩnh vực Đất đai", Field.SECTOR, "Đất đai"),
        ("Cơ quan phối hợp & CQ được ủy quyền:", Field.COORDINATING, ""),
    ],
)
def test_spellings(line: str, field: Field, value: str) -> None:
    found = heading_of(line, strong=False)
    assert found is not None
    assert (found.field, found.value) == (field, value)


@pytest.mark.parametrize(
    "line",
    [
        "Cơ quan thực hiện kiểm tra hồ sơ trong ngày.",
        "Hồ sơ gồm có đơn và ảnh.",
        "Điều 9. Hồ sơ",
        "Kết quả: đạt",
        "- Lệ phí được nộp khi nhận kết quả",
    ],
)
def test_sentences_are_no_headings(line: str) -> None:
    assert heading_of(line, strong=False) is None


def test_several_procedures_of_one_file(tmp_path: Path) -> None:
    path = tmp_path / "nhieu.txt"
    parts = []
    for number, name in enumerate(("Cấp giấy phép thi công", "Gia hạn giấy phép thi công"), start=1):
        parts.append(
            f"{number}. Thủ tục: {name}\na) Trình tự thực hiện:\n- Bước 1: Nộp hồ sơ.\n"
            "b) Cách thức thực hiện: Nộp trực tiếp hoặc qua bưu chính.\n"
            "c) Thành phần hồ sơ:\n- Đơn đề nghị (01 bản chính);\n"
            f"d) Thời hạn giải quyết: {number} ngày làm việc.\nđ) Lệ phí: 50.000 đồng.\n"
            "e) Cơ quan thực hiện: Sở Xây dựng\ng) Căn cứ pháp lý:\n- Nghị định số 165/2024/NĐ-CP.\n"
        )
    path.write_text("Tài liệu của Sở.\n\n" + "".join(parts), encoding="utf-8")
    content = content_of(read_document(path), path, None)
    assert [item.name for item in content.procedures] == ["Cấp giấy phép thi công", "Gia hạn giấy phép thi công"]
    times = [item.submission_methods[0].duration for item in content.procedures]
    assert [time.value for time in times if time] == [1.0, 2.0]
    assert [item.legal_basis[0].number for item in content.procedures] == ["165/2024/NĐ-CP"] * 2
    assert [item.documents[0].originals for item in content.procedures] == [1, 1]
    assert [passage.text for passage in content.passages] == ["Tài liệu của Sở."]


def test_codes() -> None:
    assert printed_code("1.009022.000.00.00.H17 (Số quyết định 1404/QĐ-UBND)") == "1.009022"
    assert printed_code("QLKTN002") == "QLKTN002"
    assert printed_code("không có") is None
    assert derived_code("Cấp  phép", "Sở A") == derived_code("cấp phép", "SỞ A") != derived_code("cấp phép", "Sở B")


def test_every_flag_has_its_sentence() -> None:
    assert set(messages()) == {code.value for code in ProseFlag}
