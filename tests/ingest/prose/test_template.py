"""The sheet that a department is given is one that we read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ingest.prose import content_of
from ingest.prose.field_names import field_of
from ingest.prose.template import template, write_template
from ingest.readers import read_document
from knowledge.procedures import Channel


def test_every_column_names_a_field() -> None:
    assert [name for name in template()["columns"] if field_of(name) is None] == []
    assert set(template()["columns"]) == set(template()["example"])


def test_the_example_row_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_template(path)
    content = content_of(read_document(path), path, None)
    (procedure,) = content.procedures
    assert (procedure.code, procedure.sector, procedure.as_of) == ("9.999999", "Đường bộ", date(2026, 7, 1))
    assert [step.text for step in procedure.steps] == ["Bước 1: Nộp hồ sơ.", "Bước 2: Nhận kết quả."]
    methods = procedure.submission_methods
    assert [(item.channel, item.fees[0].amount_vnd) for item in methods] == [
        (Channel.IN_PERSON, 0),
        (Channel.ONLINE, 50000),
    ]
    (paper,) = procedure.documents
    assert (paper.name, paper.form, paper.originals, paper.copies) == ("Đơn đề nghị", "Mẫu số 01", 1, 0)
    (basis,) = procedure.legal_basis
    assert (basis.number, basis.title) == ("1/2024/NĐ-CP", "Nghị định làm ví dụ")
    assert content.warnings == ()


def test_a_list_of_names_makes_no_hollow_procedures(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_text(
        "Mã số,Tên,Cơ quan thực hiện,Lĩnh vực\n1.000001,Cấp giấy phép,Sở Xây dựng,Đường bộ\n", encoding="utf-8"
    )
    content = content_of(read_document(path), path, None)
    assert content.procedures == ()
    assert "list_only" in {warning.code for warning in content.warnings}
    assert "1.000001 | Cấp giấy phép | Sở Xây dựng | Đường bộ" in content.passages[0].text
