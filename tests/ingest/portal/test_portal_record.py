"""Whole records: the page cut into its sections, files that can't be read, and the list of flags."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import RecordRefused, UnreadableFile
from ingest.files import LARGEST
from ingest.portal.reader import read_portal_file
from ingest.portal.record import looks_like_portal, parse_record
from ingest.portal.warnings import WarningCode, flag, messages
from knowledge.procedures import Procedure, Source

SOURCE = Source(uri=None, path="1.000001.json", digest="0" * 64, retrieved_on=None)
STEPS = "Bước 1: Lập hồ sơ theo mục 5.3 (Thành phần hồ sơ); nộp tại xã.\nBước 2: Nhận kết quả."
METHODS = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp5 NgàyMiễn phí"
PAPERS = "--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chính"


def page(code: str = "1.000001", name: str = "Đăng ký tạm trú") -> str:
    return (
        f"{name}Tên thủ tục{name}Mã thủ tục{code}Số quyết định1/QĐ-BCACấp thực hiệnCấp xãLoại thủ tục"
        "Lĩnh vựcCư trúĐối tượng thực hiệnCông dân Việt NamCơ quan có thẩm quyềnĐịa chỉ tiếp nhận HS"
        "Cơ quan được ủy quyềnCơ quan phối hợpThủ tục hành chính liên quanKhông có thông tin"
        f"Trình Tự Thực Hiện {STEPS}Cách Thức Thực Hiện{METHODS}Thành phần hồ sơ{PAPERS}Căn cứ pháp lý"
        "Không có thông tinCơ quan thực hiệnCông an cấp xãYêu cầu, điều kiện thực hiệnKhông có thông tin"
        "Kết quả xử lýThông báoMã: KQ.G01.000001Từ khóaKhông có thông tinMô tảKhông có thông tinNộp hồ sơ"
    )


def raw(**changes: str) -> dict[str, str]:
    """A record whose fields were cut at the first occurrence of "Thành phần hồ sơ", as the portal's were."""
    record = {
        "ma_thu_tuc": "1.000001",
        "ten_thu_tuc": "Đăng ký tạm trú",
        "detail_url": "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1",
        "trinh_tu_thuc_hien": "Bước 1: Lập hồ sơ theo mục 5.3 (",
        "cach_thuc_thuc_hien": METHODS,
        "thanh_phan_ho_so": "); nộp tại xã.",
        "linh_vuc": "Cư trú",
        "raw_text": page(),
    }
    return record | changes


def parse(**changes: str) -> Procedure:
    return parse_record(raw(**changes), source=SOURCE, as_of=date(2026, 7, 1))


def test_sections_are_cut_again_where_the_fields_were_cut_wrong() -> None:
    procedure = parse()
    assert [step.text for step in procedure.steps] == STEPS.split("\n")
    assert [item.name for item in procedure.documents] == ["Tờ khai"]
    assert procedure.results[0].code == "KQ.G01.000001"
    assert procedure.as_of == date(2026, 7, 1)
    recovered = {warning.field for warning in procedure.warnings if warning.code == "section_recovered"}
    assert {"steps", "documents"} <= recovered
    assert "submission_methods" not in recovered


def test_without_the_page_the_fields_serve() -> None:
    procedure = parse(raw_text="", thanh_phan_ho_so=PAPERS)
    assert [item.name for item in procedure.documents] == ["Tờ khai"]
    assert procedure.decision_number is None


def test_decomposed_text_is_composed() -> None:
    procedure = parse(
        raw_text=unicodedata.normalize("NFD", page()), ten_thu_tuc=unicodedata.normalize("NFD", "Đổi thẻ")
    )
    assert procedure.name == unicodedata.normalize("NFC", "Đổi thẻ")
    assert procedure.sector == "Cư trú"


def test_what_the_page_does_not_state_is_null() -> None:
    procedure = parse()
    assert procedure.conditions is None
    assert procedure.legal_basis == ()
    assert procedure.related == ()
    assert procedure.has_warning("legal_basis_missing")


@pytest.mark.parametrize("text", [page(code="3.000579"), page(name="Xóa đăng ký tạm trú")])
def test_the_text_of_another_record_is_flagged(text: str) -> None:
    assert parse(raw_text=text).has_warning("foreign_text")
    assert not parse().has_warning("foreign_text")


@pytest.mark.parametrize("key", ["ma_thu_tuc", "ten_thu_tuc"])
def test_a_record_without_code_or_name_is_refused(key: str) -> None:
    with pytest.raises(RecordRefused, match="không có mã thủ tục hoặc tên"):
        parse(**{key: " "})


def test_a_field_that_is_no_text_is_refused() -> None:
    with pytest.raises(RecordRefused, match="không phải là chữ"):
        parse_record({**raw(), "linh_vuc": ["Cư trú"]}, source=SOURCE, as_of=None)


def test_a_file_is_read_with_its_source(tmp_path: Path) -> None:
    path = tmp_path / "1.000001.json"
    path.write_text(json.dumps(raw(), ensure_ascii=False), encoding="utf-8")
    procedure = read_portal_file(path, None)
    assert procedure.source.uri == "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1"
    assert procedure.source.path == str(path)
    assert len(procedure.source.digest) == 64


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Tệp rỗng"),
        (b"{", "không phải là JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"[1]", "không phải là bản ghi"),
        (b'{"title": "khac"}', "không phải là bản ghi"),
        (b'{"ma_thu_tuc": "", "ten_thu_tuc": "A"}', "không có mã thủ tục"),
        (b"[" * 200_000, "không phải là JSON"),
    ],
)
def test_unreadable_files_say_why(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=reason):
        read_portal_file(path, None)


def test_missing_folders_and_huge_files_say_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Không tìm thấy"):
        read_portal_file(tmp_path / "none.json", None)
    with pytest.raises(UnreadableFile, match="Không đọc được"):
        read_portal_file(tmp_path, None)
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnreadableFile, match="20 MB"):
        read_portal_file(huge, None)


def test_portal_records_are_told_from_others() -> None:
    assert looks_like_portal(raw())
    assert not looks_like_portal({"code": "1", "name": "A"})
    assert not looks_like_portal([raw()])


def test_every_flag_has_its_message_and_every_message_its_flag() -> None:
    assert set(messages()) == {code.value for code in WarningCode}
    assert flag(WarningCode.FEE_MISSING, "submission_methods").message == messages()["fee_missing"]
