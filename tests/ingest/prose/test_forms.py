"""Forms are kept with the procedure: name and address, from tables, lists, pages and Word files."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest.prose import content_of
from ingest.prose.form_links import attached_forms, split_link
from ingest.readers import read_document
from ingest.readers.file_links import with_file_link
from knowledge.procedures import FormFile, Procedure

LINK = "https://example.gov.vn/mau/TK01.docx"
STEPS = "Bước 1: Nộp hồ sơ."


def only(path: Path) -> Procedure:
    (found,) = content_of(read_document(path), path, None).procedures
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, (None, None)),
        ("Mẫu số 01", ("Mẫu số 01", None)),
        (f"Mẫu số 01: {LINK}", ("Mẫu số 01", LINK)),
        (f"Mẫu số 01 ({LINK}).", ("Mẫu số 01", LINK)),
        (LINK, (None, LINK)),
        ("https://csdl.gov.vn/download_file.jsp?ma=", (None, None)),
        ("https://csdl.gov.vn/download_file.jsp?ma=3fe6", (None, "https://csdl.gov.vn/download_file.jsp?ma=3fe6")),
    ],
)
def test_a_name_and_its_address(text: str | None, expected: tuple[str | None, str | None]) -> None:
    assert split_link(text) == expected


def test_only_forms_of_a_section_are_forms() -> None:
    lines = ["- Mẫu số 01: Đơn đề nghị", f"Tờ khai ({LINK})", "Theo quy định hiện hành", "Đơn " + "x" * 400, LINK]
    assert attached_forms(lines) == (
        FormFile("Mẫu số 01: Đơn đề nghị"),
        FormFile("Tờ khai", LINK),
        FormFile("TK01.docx", LINK),
    )


@pytest.mark.parametrize(
    ("address", "kept"),
    [(LINK, True), ("https://a.vn/download?id=3", True), ("https://a.vn/tin-tuc", False), ("/mau/a.docx", False)],
)
def test_only_addresses_of_files_are_kept_beside_words(address: str, kept: bool) -> None:
    assert (address in with_file_link("Mẫu số 01", address)) is kept


def test_a_crawled_record_names_its_forms(tmp_path: Path) -> None:
    record = {
        "title": "Đăng ký thường trú",
        "Trình tự thực hiện": STEPS,
        "Cách thức thực hiện": [{"Hình thức nộp": "Trực tiếp", "Thời hạn giải quyết": "7 Ngày làm việc"}],
        "Thành phần hồ sơ": [
            {"Tên giấy tờ": "Tờ khai (Mẫu CT01)", "Mẫu đơn, tờ khai": LINK, "Số lượng": "Bản chính: 1 - Bản sao: 0"}
        ],
        "Cơ quan thực hiện": "Công an Xã",
    }
    path = tmp_path / "crawl.json"
    path.write_text(json.dumps([record], ensure_ascii=False), encoding="utf-8")
    (paper,) = only(path).documents
    assert (paper.form, paper.form_link, paper.originals) == ("Mẫu CT01", LINK, 1)


def test_a_page_s_links_to_forms(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<h3>Tên thủ tục: Cấp phù hiệu</h3><h3>Trình tự thực hiện</h3><p>Bước 1: Nộp <a href='https://a.vn/tin'>hồ sơ"
        "</a>.</p><h3>Thời hạn giải quyết</h3><p>5 ngày làm việc</p><h3>Lệ phí</h3><p>Không</p>"
        "<h3>Cơ quan thực hiện</h3><p>Sở Xây dựng</p><h3>Thành phần hồ sơ</h3><table><tr><td>Tên giấy tờ</td>"
        "<td>Mẫu đơn, tờ khai</td><td>Số lượng</td></tr><tr><td>Đơn đề nghị</td>"
        f"<td><a href='{LINK}'>Mẫu 05</a></td><td>Bản chính: 1</td></tr></table>"
        f"<h3>Mẫu đơn, mẫu tờ khai</h3><ul><li>Mẫu số 06 <a href='{LINK}'>tải về</a></li></ul>",
        encoding="utf-8",
    )
    found = only(path)
    (paper,) = found.documents
    assert (paper.form, paper.form_link) == ("Mẫu 05", LINK)
    assert found.forms == (FormFile("Mẫu số 06 tải về", LINK),)
    assert "https" not in found.steps[0].text


def test_a_word_file_s_links_to_forms(tmp_path: Path) -> None:
    document = docx.Document()
    for label, text in (
        ("Tên thủ tục", "Cấp phù hiệu"),
        ("Trình tự thực hiện", STEPS),
        ("Thời hạn giải quyết", "5 ngày làm việc"),
        ("Cơ quan thực hiện", "Sở Xây dựng"),
        ("Căn cứ pháp lý", "Nghị định số 158/2024/NĐ-CP"),
    ):
        document.add_paragraph().add_run(f"{label}:").bold = True
        document.add_paragraph(text)
    document.add_paragraph().add_run("Mẫu đơn, mẫu tờ khai:").bold = True
    paragraph = document.add_paragraph()
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(LINK, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True))
    run = paragraph.add_run("Mẫu số 06")
    link.append(run._r)
    paragraph._p.append(link)
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert only(path).forms == (FormFile("Mẫu số 06", LINK),)
