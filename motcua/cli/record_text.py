"""A typed record as lines for a terminal: every field, nothing shortened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.differences import label_of_place
from knowledge.procedures import CorrectionNote, DocumentRequirement, Procedure, SubmissionMethod
from motcua.record_words import CHANNELS, ONLINE_LEVELS, ROLES


def record_lines(procedure: Procedure) -> Iterator[str]:
    yield f"{procedure.code}  {procedure.name}"
    if procedure.sample:
        yield "(dữ liệu mẫu đi kèm chương trình)"
    yield from _field("Quyết định", procedure.decision_number)
    yield from _field("Lĩnh vực", procedure.sector)
    yield from _field("Cấp thực hiện", ", ".join(procedure.level))
    yield from _field("Đối tượng", ", ".join(procedure.audience))
    yield from _field("Dịch vụ trực tuyến", ONLINE_LEVELS[procedure.online_level] if procedure.online_level else None)
    for agency in procedure.agencies:
        yield from _field(ROLES[agency.role], agency.name)
    yield from _section("Trình tự thực hiện", (f"{step.number}. {step.text}" for step in procedure.steps))
    yield from _section("Cách thức thực hiện", map(_method, procedure.submission_methods))
    yield from _section("Thành phần hồ sơ", map(_document, procedure.documents))
    forms = (": ".join(filter(None, (form.name, form.link))) for form in procedure.forms)
    yield from _section("Mẫu đơn, tờ khai", forms)
    yield from _section("Yêu cầu, điều kiện", [procedure.conditions] if procedure.conditions else [])
    yield from _section("Kết quả", (" ".join(filter(None, (one.code, one.name))) for one in procedure.results))
    basis = (": ".join(filter(None, (one.number, one.title))) for one in procedure.legal_basis)
    yield from _section("Căn cứ pháp lý", basis)
    yield from _section("Thủ tục liên quan", procedure.related)
    yield from _section("Cảnh báo", (f"{one.code}: {one.message}" for one in procedure.warnings))
    yield from _section("Đính chính", map(_correction, procedure.corrections))
    yield ""
    yield from _field("Nguồn", procedure.source.uri or procedure.source.path)
    for label, day in (
        ("Tính đến ngày", procedure.as_of),
        ("Có hiệu lực từ ngày", procedure.valid_from),
        ("Còn hiệu lực đến hết ngày", procedure.valid_to),
    ):
        yield from _field(label, f"{day:%d/%m/%Y}" if day else None)


def _correction(one: CorrectionNote) -> str:
    return f"{label_of_place(one.field)}: {one.by}, {one.on:%d/%m/%Y}, {one.reason}"


def _field(label: str, value: str | None) -> Iterator[str]:
    if value:
        yield f"{label}: {value}"


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    lines = list(items)
    if lines:
        yield ""
        yield f"{title}:"
        yield from (f"  - {line}" for line in lines)


def _method(method: SubmissionMethod) -> str:
    said = [method.duration.text if method.duration else None, *(fee.text for fee in method.fees), method.description]
    return f"{CHANNELS[method.channel]}: {'; '.join(filter(None, said))}"


def _document(document: DocumentRequirement) -> str:
    extra = [
        document.form,
        document.form_link,
        f"bản chính: {document.originals}" if document.originals is not None else None,
        f"bản sao: {document.copies}" if document.copies is not None else None,
        document.case,
    ]
    said = "; ".join(filter(None, extra))
    return f"{document.name} ({said})" if said else document.name
