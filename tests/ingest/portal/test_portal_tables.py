"""Papers, forms, legal bases, results, steps and lists of a portal page."""

from __future__ import annotations

import pytest

from ingest.portal.agencies import read_agencies, read_list
from ingest.portal.documents import read_documents
from ingest.portal.forms import form_number, split_form
from ingest.portal.legal_basis import read_legal_basis
from ingest.portal.related import read_related
from ingest.portal.results import read_results
from ingest.portal.sector_check import other_sector
from ingest.portal.steps import read_steps
from knowledge.procedures import Agency, AgencyRole, DocumentRequirement, LegalBasis, Result

PAPERS = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
LAWS = "Tên văn bản pháp lýMã văn bản"


def test_papers_are_cut_at_their_counts() -> None:
    documents, warnings = read_documents(
        f"--{PAPERS}- Giấy đề nghị theo mẫu quy định;TK 2.002286.docx1 bản chínhBản sao giấy tờ0 bản chính,1 bản sao"
    )
    assert documents == (
        DocumentRequirement("Giấy đề nghị theo mẫu quy định", "TK 2.002286.docx", 1, None, None),
        DocumentRequirement("Bản sao giấy tờ", None, 0, 1, None),
    )
    assert warnings == ()


def test_papers_are_grouped_by_case() -> None:
    documents, _ = read_documents(
        f"* Trường hợp cấp lần đầu:{PAPERS}Đơn1 bản chính* Trường hợp cấp lại{PAPERS}Tờ khai2 bản chính"
    )
    assert [(item.name, item.originals, item.case) for item in documents] == [
        ("Đơn", 1, "Trường hợp cấp lần đầu"),
        ("Tờ khai", 2, "Trường hợp cấp lại"),
    ]


@pytest.mark.parametrize(
    ("cell", "name", "originals"),
    [
        ("Đơn theo Mẫu số 011 bản chính", "Đơn theo Mẫu số 01", 1),
        ("Đơn theo Luật số 35/2024/QH151 bản chính", "Đơn theo Luật số 35/2024/QH15", 1),
        ("Đơn ngày 14/12/20203 bản chính", "Đơn ngày 14/12/2020", 3),
        ("Tờ khai hải quan: 01 bản chính1 bản chính", "Tờ khai hải quan: 01 bản chính", 1),
        ("Ảnh chân dung10 bản chính", "Ảnh chân dung", 10),
        ("Nộp 02 bản chính tờ khai1 bản chính", "Nộp 02 bản chính tờ khai", 1),
    ],
)
def test_numbers_that_end_a_name_are_not_the_count(cell: str, name: str, originals: int) -> None:
    (document,) = read_documents(f"--{PAPERS}{cell}")[0]
    assert (document.name, document.originals) == (name, originals)


def test_papers_that_cannot_be_read_are_kept_and_flagged() -> None:
    documents, warnings = read_documents("Theo hướng dẫn tại trụ sở")
    assert documents[0].name == "Theo hướng dẫn tại trụ sở"
    assert [warning.code for warning in warnings] == ["documents_unparsed"]
    assert [warning.code for warning in read_documents("--")[1]] == ["documents_missing"]
    uncounted, warnings = read_documents(f"--{PAPERS}Đơn1 bản chínhLưu ý: mang bản chính để đối chiếu")
    assert [item.originals for item in uncounted] == [1, None]
    assert [warning.code for warning in warnings] == ["document_count_missing"]


@pytest.mark.parametrize(
    ("cell", "name", "form"),
    [
        ("Bản khai (Mẫu số 03).Mẫu 03.TT41.doc", "Bản khai (Mẫu số 03).", "Mẫu 03.TT41.doc"),
        ("ra khỏi địa bàn cấp tỉnhMau 01 TS.docx", "ra khỏi địa bàn cấp tỉnh", "Mau 01 TS.docx"),
        ("theo Nghị định 66/2021/NĐ-CPPhụ lục II.docx", "theo Nghị định 66/2021/NĐ-CP", "Phụ lục II.docx"),
        ("theo mẫu;Mẫu 1.docxMẫu 2.docx", "theo mẫu;", "Mẫu 1.docx; Mẫu 2.docx"),
        ("Giấy khám sức khỏe", "Giấy khám sức khỏe", None),
    ],
)
def test_form_files_are_parted_from_names(cell: str, name: str, form: str | None) -> None:
    assert split_form(cell) == (name, form)


def test_a_form_number_in_the_name_is_the_form() -> None:
    assert form_number("Tờ khai thay đổi thông tin cư trú (Mẫu CT01)") == "Mẫu CT01"
    assert form_number("Tờ trình theo Mẫu số 05 quy định tại Phụ lục") == "Mẫu số 05"
    assert form_number("Đơn theo mẫu quy định") is None


def test_legal_bases_are_cut_between_number_and_next_title() -> None:
    rows, warnings = read_legal_basis(
        f"{LAWS}Luật Nhà ở số 27/2023/QH1527/2023/QH15Nghị định98/2024/NĐ-CPThông tư số 12/2025/TT-BCA ngày 28/02/2025 "
        "của Bộ Công an12/2025/TT-BCAhông tư số 06/2025/TT-BTC của Bộ Tài chính06/2025/TT-BTC"
    )
    assert rows == (
        LegalBasis("27/2023/QH15", "Luật Nhà ở số 27/2023/QH15"),
        LegalBasis("98/2024/NĐ-CP", None),
        LegalBasis("12/2025/TT-BCA", "Thông tư số 12/2025/TT-BCA ngày 28/02/2025 của Bộ Công an"),
        LegalBasis("06/2025/TT-BTC", "Thông tư số 06/2025/TT-BTC của Bộ Tài chính"),
    )
    assert [warning.code for warning in warnings] == ["legal_basis_restored"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Luật Các tổ chức tín dụngLuật số 32/2024/QH15", [("32/2024/QH15", "Luật Các tổ chức tín dụng")]),
        ("06/2007/QH12Luật Hóa chất", [("06/2007/QH12", "Luật Hóa chất")]),
        ("Luật Hải quan 201454/2014/QH13", [("54/2014/QH13", "Luật Hải quan 2014")]),
        ("Luật 35/2024/QH1535/2024/QH15", [("35/2024/QH15", "Luật 35/2024/QH15")]),
        ("Nghị quyết số 66.7/2025/NQ-CP66.7/2025/NQ-CP", [("66.7/2025/NQ-CP", "Nghị quyết số 66.7/2025/NQ-CP")]),
    ],
)
def test_numbers_in_either_cell(table: str, expected: list[tuple[str, str]]) -> None:
    rows, _ = read_legal_basis(LAWS + table)
    assert [(row.number, row.title) for row in rows] == expected


def test_legal_bases_without_a_number_are_kept_and_flagged() -> None:
    rows, warnings = read_legal_basis(f"{LAWS}Bộ luật Hàng hải Việt Nam")
    assert rows == (LegalBasis(None, "Bộ luật Hàng hải Việt Nam"),)
    assert [warning.code for warning in warnings] == ["legal_basis_unparsed"]
    assert [warning.code for warning in read_legal_basis("Không có thông tin")[1]] == ["legal_basis_missing"]


def test_a_law_on_a_subject_that_the_record_never_mentions_is_flagged() -> None:
    licence = "Cấp giấy phép lái xe quốc tế. Người lái xe nộp hồ sơ."
    chemicals = LegalBasis("06/2007/QH12", "Luật Hóa chất")
    assert [item.quote for item in other_sector([chemicals], "Sát hạch, cấp giấy phép lái xe", licence)] == [
        "Luật Hóa chất"
    ]
    assert other_sector([chemicals], "Hóa chất", "Khai báo nhập khẩu") == ()
    assert other_sector([chemicals], "Môi trường", "Kho chứa hóa chất") == ()
    assert other_sector([LegalBasis("97/2015/QH13", "Luật Phí và lệ phí")], "Thủy sản", licence) == ()
    assert other_sector([LegalBasis("1/2020/NĐ-CP", "Nghị định về hóa chất")], "Thủy sản", licence) == ()


def test_results_lose_the_furniture() -> None:
    results, warnings = read_results(
        "Giấy phép lái xeMã: KQ.G01.000185Văn bản từ chốiMã: 000.00.00.G11-KQ1711Từ khóaKhông có thông tin"
        "Mô tảKhông có thông tinChọn cơ quan thực hiệnTỉnh/ Thành phốNộp hồ sơ"
    )
    assert results == (
        Result("KQ.G01.000185", "Giấy phép lái xe"),
        Result("000.00.00.G11-KQ1711", "Văn bản từ chối"),
    )
    assert warnings == ()
    assert [warning.code for warning in read_results("")[1]] == ["results_missing"]


def test_steps_are_cut_at_numbers_marks_and_lines() -> None:
    steps, _ = read_steps(
        "Bước 1: Nộp hồ sơ. Bước 2: Kiểm tra:\n- Đủ thì nhận;\n- Thiếu thì trả lời bằng văn bản và\nnêu rõ lý do."
    )
    assert [(step.number, step.text) for step in steps] == [
        (1, "Bước 1: Nộp hồ sơ."),
        (2, "Bước 2: Kiểm tra:"),
        (3, "- Đủ thì nhận;"),
        (4, "- Thiếu thì trả lời bằng văn bản và nêu rõ lý do."),
    ]
    assert [warning.code for warning in read_steps("Không có thông tin")[1]] == ["steps_missing"]


def test_lists_keep_the_commas_inside_names() -> None:
    assert read_list("Cán bộ, công chức, viên chức, Tổ chức (không bao gồm doanh nghiệp, HTX)") == (
        "Cán bộ, công chức, viên chức",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    )
    assert read_list("Thuế tỉnh, thành phố, Thuế cơ sở") == ("Thuế tỉnh, thành phố", "Thuế cơ sở")
    assert read_list("Không có thông tin") == ()


def test_agencies_have_roles() -> None:
    fields = {"co_quan_thuc_hien": "Sở Xây dựng, Công an cấp Xã", "dia_chi_tiep_nhan": "Số 1, Đường Ba, Hà Nội"}
    assert read_agencies(fields) == (
        Agency(AgencyRole.IMPLEMENTING, "Sở Xây dựng"),
        Agency(AgencyRole.IMPLEMENTING, "Công an cấp Xã"),
        Agency(AgencyRole.RECEIVING, "Số 1, Đường Ba, Hà Nội"),
    )


def test_related_procedures_are_named_once() -> None:
    text = "#Tên thủ tục1Cấp phù hiệu2Cấp biển hiệu#1Tên thủ tụcCấp phù hiệu#2Tên thủ tụcCấp biển hiệu"
    assert read_related(text) == ("Cấp phù hiệu", "Cấp biển hiệu")
    assert read_related("Không có thông tin") == ()
