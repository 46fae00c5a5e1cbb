"""The sections of a portal page.

A record's fields were cut out of the page (`raw_text`) by looking for the first occurrence of each heading, so a
heading's words inside a sentence ("... theo mục 5.3 (Thành phần hồ sơ)") cut a section in the wrong place. The page
itself is still whole: here it is cut again at headings that are followed by what a heading is followed by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.text.clean import clean

# (field, the heading and what must follow it), in the order of the page.
_HEADINGS: tuple[tuple[str, str], ...] = (
    ("ten_thu_tuc", "Tên thủ tục"),
    ("ma_thu_tuc", "Mã thủ tục"),
    ("so_quyet_dinh", "Số quyết định"),
    ("cap_thuc_hien", "Cấp thực hiện"),
    ("loai_thu_tuc", "Loại thủ tục"),
    ("linh_vuc", "Lĩnh vực"),
    ("doi_tuong_thuc_hien", "Đối tượng thực hiện"),
    ("co_quan_co_tham_quyen", "Cơ quan có thẩm quyền"),
    ("dia_chi_tiep_nhan", "Địa chỉ tiếp nhận HS"),
    ("co_quan_duoc_uy_quyen", "Cơ quan được ủy quyền"),
    ("co_quan_phoi_hop", "Cơ quan phối hợp"),
    ("thu_tuc_lien_quan", "Thủ tục hành chính liên quan"),
    ("trinh_tu_thuc_hien", "Trình Tự Thực Hiện"),
    ("cach_thuc_thuc_hien", "Cách Thức Thực Hiện"),
    ("thanh_phan_ho_so", "Thành phần hồ sơ"),
    ("can_cu_phap_ly", r"Căn cứ pháp lý(?=Tên văn bản pháp lýMã văn bản|Không có thông tin|Cơ quan thực hiện)"),
    ("co_quan_thuc_hien", "Cơ quan thực hiện"),
    ("yeu_cau_dieu_kien", "Yêu cầu, điều kiện thực hiện"),
    ("ket_qua_xu_ly", "Kết quả xử lý"),
)
# A page may leave these sections out altogether.
_MAY_BE_ABSENT = {"thanh_phan_ho_so", "ket_qua_xu_ly"}
_PATTERNS = tuple((field, re.compile(heading)) for field, heading in _HEADINGS)
_DOCUMENTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"Thành phần hồ sơ(?=--Tên giấy tờMẫu đơn, tờ khai)",
        r"(?<![ (])Thành phần hồ sơ",  # glued to the description before it
        r"Thành phần hồ sơ(?=\S)",
    )
)
_DOCUMENTS_EMPTY = re.compile(r"Thành phần hồ sơ(?=-*(?:Không có thông tin)?Căn cứ pháp lý)")
_DOCUMENTS_TABLE = "Tên giấy tờMẫu đơn, tờ khai"


def page_sections(raw_text: str) -> dict[str, str] | None:
    """Field name -> text of the page's section (clean); None if the headings aren't all there in their order."""
    found: list[tuple[str, int, int]] = []
    position = 0
    for field, pattern in _PATTERNS:
        search = _documents_heading if field == "thanh_phan_ho_so" else pattern.search
        heading = search(raw_text, position)
        if heading is None:
            if field in _MAY_BE_ABSENT:
                continue
            return None
        found.append((field, heading.start(), heading.end()))
        position = heading.end()
    ends = [start for _, start, _ in found[1:]] + [len(raw_text)]
    return {field: raw_text[start:end].strip() for (field, _, start), end in zip(found, ends, strict=True)}


def _documents_heading(raw_text: str, position: int) -> re.Match[str] | None:
    """The surest reading first: the words also stand in sentences of the descriptions before the heading."""
    table = raw_text.find(_DOCUMENTS_TABLE, position)
    if table < 0:
        return _DOCUMENTS_EMPTY.search(raw_text, position)
    end = table + len(_DOCUMENTS_TABLE)
    return next((found for pattern in _DOCUMENTS if (found := pattern.search(raw_text, position, end))), None)


@dataclass(frozen=True, slots=True)
class Page:
    fields: dict[str, str]  # clean text by the record's own field names
    code: str | None  # the code and title that the page itself shows; None where it could not be cut
    name: str | None
    recovered: tuple[str, ...]  # fields whose text was cut wrong in the record and taken from the page


def read_page(raw: Mapping[str, str]) -> Page:
    """Every field's text, taken from the page where it could be cut, else from the record's own field."""
    own = {key: clean(value) for key, value in raw.items()}
    page = page_sections(own.get("raw_text", ""))
    if page is None:
        return Page(own, None, None, ())
    found = {field: page.get(field, "") for field, _ in _PATTERNS}
    code, name = found.pop("ma_thu_tuc"), found.pop("ten_thu_tuc")
    recovered = tuple(field for field, text in found.items() if text != own.get(field, ""))
    return Page({**own, **found}, code, name, recovered)
