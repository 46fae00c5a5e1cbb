"""One portal record as a typed procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ingest.errors import RecordRefused
from ingest.portal.agencies import read_agencies, read_list
from ingest.portal.documents import read_documents
from ingest.portal.furniture import stated, without_page_tail
from ingest.portal.legal_basis import read_legal_basis
from ingest.portal.related import read_related
from ingest.portal.results import read_results
from ingest.portal.sections import Page, read_page
from ingest.portal.sector_check import other_sector
from ingest.portal.steps import read_steps
from ingest.portal.submission_methods import read_methods
from ingest.portal.warnings import WarningCode, flag
from knowledge.procedures import Procedure, RecordWarning, Source

REQUIRED = ("ma_thu_tuc", "ten_thu_tuc")
KNOWN = (*REQUIRED, "trinh_tu_thuc_hien", "cach_thuc_thuc_hien", "thanh_phan_ho_so")

# The fields in which a record speaks of its own subject.
SPEAKING = (
    "ten_thu_tuc",
    "linh_vuc",
    "trinh_tu_thuc_hien",
    "cach_thuc_thuc_hien",
    "thanh_phan_ho_so",
    "yeu_cau_dieu_kien",
    "ket_qua_xu_ly",
)

# The portal's names of the sections and ours.
RECORD_FIELDS = {
    "trinh_tu_thuc_hien": "steps",
    "cach_thuc_thuc_hien": "submission_methods",
    "thanh_phan_ho_so": "documents",
    "can_cu_phap_ly": "legal_basis",
    "co_quan_co_tham_quyen": "agencies",
    "co_quan_thuc_hien": "agencies",
    "yeu_cau_dieu_kien": "conditions",
    "ket_qua_xu_ly": "results",
}


def looks_like_portal(raw: object) -> bool:
    """Whether a parsed JSON document is (or means to be) a record of the portal."""
    return isinstance(raw, Mapping) and sum(key in raw for key in KNOWN) >= 2


def parse_record(raw: Mapping[str, Any], *, source: Source, as_of: date | None) -> Procedure:
    """The record with everything that its page states; what could not be read is kept whole and flagged.

    Raises RecordRefused when the record has no code or no name, or a field that isn't text.
    """
    page = read_page(_texts(raw))
    fields = page.fields
    _refuse_without_name(fields)
    steps, of_steps = read_steps(fields.get("trinh_tu_thuc_hien", ""))
    methods, of_methods = read_methods(fields.get("cach_thuc_thuc_hien", ""))
    documents, of_documents = read_documents(fields.get("thanh_phan_ho_so", ""))
    legal_basis, of_legal_basis = read_legal_basis(fields.get("can_cu_phap_ly", ""))
    results, of_results = read_results(fields.get("ket_qua_xu_ly", ""))
    of_sector = other_sector(legal_basis, stated(fields.get("linh_vuc", "")), _own_text(fields))
    of_tables = (*of_steps, *of_methods, *of_documents, *of_legal_basis)
    flags = (*_foreign(page), *_recovered(page), *of_tables, *of_sector, *of_results)
    return Procedure(
        code=fields["ma_thu_tuc"],
        name=fields["ten_thu_tuc"],
        decision_number=stated(fields.get("so_quyet_dinh", "")),
        level=read_list(fields.get("cap_thuc_hien", "")),
        sector=stated(fields.get("linh_vuc", "")),
        audience=read_list(fields.get("doi_tuong_thuc_hien", "")),
        agencies=read_agencies(fields),
        steps=steps,
        submission_methods=methods,
        documents=documents,
        legal_basis=legal_basis,
        conditions=stated(without_page_tail(fields.get("yeu_cau_dieu_kien", ""))),
        results=results,
        online_level=None,
        related=read_related(fields.get("thu_tuc_lien_quan", "")),
        source=source,
        as_of=as_of,
        warnings=tuple(dict.fromkeys(flags)),
    )


def _refuse_without_name(fields: Mapping[str, str]) -> None:
    for key in REQUIRED:
        if not stated(fields.get(key, "")):
            raise RecordRefused("Bản ghi không có mã thủ tục hoặc tên thủ tục.", detail=f"empty field: {key}")


def _own_text(fields: Mapping[str, str]) -> str:
    return " ".join(fields.get(key, "") for key in SPEAKING)


def _texts(raw: Mapping[str, Any]) -> dict[str, str]:
    wrong = [key for key, value in raw.items() if value is not None and not isinstance(value, str)]
    if wrong:
        raise RecordRefused("Bản ghi có trường không phải là chữ.", detail=f"fields: {', '.join(wrong)}")
    return {key: value or "" for key, value in raw.items()}


def _foreign(page: Page) -> tuple[RecordWarning, ...]:
    """A page that names another code, or another title, than the record."""
    if page.code and page.code != page.fields["ma_thu_tuc"]:
        return (flag(WarningCode.FOREIGN_TEXT, "code", page.code),)
    if page.name and page.name != page.fields["ten_thu_tuc"]:
        return (flag(WarningCode.FOREIGN_TEXT, "name", page.name),)
    return ()


def _recovered(page: Page) -> tuple[RecordWarning, ...]:
    return tuple(flag(WarningCode.SECTION_RECOVERED, RECORD_FIELDS.get(field, field)) for field in page.recovered)
