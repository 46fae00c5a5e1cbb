"""The two outdated collections that lie beside the repository: found whole, fields filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.prose import content_of
from ingest.prose.content import Content
from ingest.readers import read_document
from knowledge.procedures import Procedure

STALE = Path(__file__).resolve().parents[4] / "shared/data/stale"


def content(relative: str) -> Content:
    path = STALE / relative
    if not path.is_file():
        pytest.skip(f"{path} is not beside the repository")
    return content_of(read_document(path), path, None)


@pytest.fixture(scope="module")
def book() -> Content:
    return content("tthc_danang_pdf_2023/data/thu_tuc_hanh_chinh.pdf")


def share(procedures: tuple[Procedure, ...], field: str) -> float:
    filled = {
        "steps": lambda item: item.steps,
        "methods": lambda item: item.submission_methods,
        "documents": lambda item: item.documents,
        "time": lambda item: any(method.duration for method in item.submission_methods),
        "fee": lambda item: any(method.fees for method in item.submission_methods),
        "legal_basis": lambda item: item.legal_basis,
    }[field]
    return sum(bool(filled(item)) for item in procedures) / len(procedures)


def test_every_procedure_of_the_book_is_found(book: Content) -> None:
    assert len(book.procedures) == 174
    # A handful stands in the book twice.
    assert len({item.code for item in book.procedures}) >= 165


@pytest.mark.parametrize("field", ["steps", "methods", "documents", "time", "fee", "legal_basis"])
def test_the_fields_of_the_book_are_filled(book: Content, field: str) -> None:
    assert share(book.procedures, field) >= 0.9


def test_a_record_of_the_book_reads_as_the_book_says(book: Content) -> None:
    permit = next(item for item in book.procedures if item.code == "2.000205")
    assert permit.name == "Cấp giấy phép lao động cho người lao động nước ngoài làm việc tại Việt Nam"
    assert permit.decision_number == "2102/QĐ-UBND"
    assert {fee.amount_vnd for method in permit.submission_methods for fee in method.fees} == {600000}
    assert {method.duration.value for method in permit.submission_methods if method.duration} == {5.0}
    assert len(permit.documents) == 10


def test_no_name_swallows_the_heading_after_it(book: Content) -> None:
    assert [item.name for item in book.procedures if "Mã thủ tục" in item.name or len(item.name) > 900] == []


def test_every_record_of_the_old_crawl_is_read() -> None:
    crawl = content("tthc_7sins_2021/databases/data.json")
    assert len(crawl.procedures) == 87
    assert len({item.code for item in crawl.procedures}) == 87
    for field, least in {"steps": 0.97, "methods": 1.0, "documents": 1.0, "time": 0.9}.items():
        assert share(crawl.procedures, field) >= least, field
