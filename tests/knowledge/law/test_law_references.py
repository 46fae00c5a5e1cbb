from __future__ import annotations

from datetime import date

import pytest

from knowledge.law.days import days_in, without_year, years_in
from knowledge.law.references import find_references
from knowledge.law.resolving import Found, Missing, NotFound, Several, resolve
from knowledge.provisions import LegalDocument, Provision

_TODAY = date(2026, 11, 22)


def _document(number: str, title: str, kind: str, text_included: bool = True) -> LegalDocument:
    return LegalDocument(number, title, kind, "", None, None, date(2025, 1, 1), None, text_included=text_included)


_DOCUMENTS = (
    _document("35/2024/QH15", "Luật Đường bộ", "Luật"),
    _document("36/2024/QH15", "Luật Trật tự, an toàn giao thông đường bộ", "Luật"),
    _document("36/2024/TT-BYT", "Thông tư số 36/2024/TT-BYT", "Thông tư", text_included=False),
    _document("168/2024/NĐ-CP", "Nghị định số 168/2024/NĐ-CP", "Nghị định"),
    _document("100/2019/NĐ-CP", "Nghị định số 100/2019/NĐ-CP", "Nghị định", text_included=False),
    _document("35/2024/TT-BGTVT", "Thông tư số 35/2024/TT-BGTVT", "Thông tư", text_included=False),
    _document("79/2024/TT-BCA", "Thông tư quy định về cấp biển số xe", "Thông tư"),
)


def _provisions() -> tuple[Provision, ...]:
    places = [(None, None), ("1", None), ("1", "c"), ("1", "d"), ("1", "đ"), ("2", None)]
    return tuple(
        Provision(document.number, article, clause, point, "Tên", "", f"{article}.{clause}.{point}")
        for document in _DOCUMENTS
        if document.text_included
        for article in ("6", "7")
        for clause, point in places
    )


def _resolve(question: str) -> Found | NotFound | Several:
    (reference, *_) = find_references(question)
    return resolve(reference, _DOCUMENTS, _provisions(), _TODAY)


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("điểm d khoản 1 Điều 6 Luật 35", "35/2024/QH15|6|1|d"),
        ("điểm đ khoản 1 Điều 6 Luật 35/2024/QH15 quy định gì", "35/2024/QH15|6|1|đ"),
        ("nđ 168 điều 6", "168/2024/NĐ-CP|6||"),
        ("nd168 dieu 7 khoan 1", "168/2024/NĐ-CP|7|1|"),
        ("k2 đ7 NĐ168", "168/2024/NĐ-CP|7|2|"),
        ("đ. 6 k. 1 nghị định 168/2024", "168/2024/NĐ-CP|6|1|"),
        ("Điều 7 luật trật tự an toàn giao thông nói gì", "36/2024/QH15|7||"),
        ("luat ttatgt dieu 7 khoan 2", "36/2024/QH15|7|2|"),
        ("theo luật đường bộ điều 6 khoản 1 điểm c", "35/2024/QH15|6|1|c"),
        ("tt79 điều 6 khoản 2", "79/2024/TT-BCA|6|2|"),
        ("khoản 2 Điều 6 Luật Trật tự, an toàn giao thông đường bộ số 36/2024/QH15", "36/2024/QH15|6|2|"),
    ],
)
def test_short_forms_resolve_to_the_place(question: str, address: str) -> None:
    outcome = _resolve(question)
    assert isinstance(outcome, Found)
    assert outcome.provisions[0].address == address


@pytest.mark.parametrize(
    ("question", "reason", "last"),
    [
        ("Điều 99 Luật 35", Missing.NO_ARTICLE, "7"),
        ("khoản 99 Điều 6 nđ 168", Missing.NO_CLAUSE, "2"),
        ("điểm z khoản 1 Điều 6 nđ 168", Missing.NO_POINT, "đ"),
        ("Nghị định 999/2026/NĐ-CP điều 3", Missing.UNKNOWN_DOCUMENT, None),
        ("nghị định 100 điều 5", Missing.NO_TEXT, None),
        ("Phụ lục X thông tư 79", Missing.NO_ANNEX, None),
    ],
)
def test_what_does_not_exist_is_said_not_to_exist(question: str, reason: Missing, last: str | None) -> None:
    outcome = _resolve(question)
    assert isinstance(outcome, NotFound)
    assert (outcome.reason, outcome.last) == (reason, last)


def test_two_documents_with_one_number_are_both_offered() -> None:
    outcome = _resolve("điều 6 văn bản 36/2024")
    assert isinstance(outcome, Several)
    assert {one.document.number for one in outcome.options if one.document} == {"36/2024/QH15", "36/2024/TT-BYT"}


def test_typed_without_marks_d_may_be_either_letter() -> None:
    outcome = _resolve("diem d khoan 1 dieu 6 luat 35")
    assert isinstance(outcome, Several)
    assert [one.provisions[0].point for one in outcome.options if isinstance(one, Found)] == ["d", "đ"]


def test_an_issuer_tells_circulars_apart() -> None:
    (reference,) = find_references("thông tư 35/2024 bên gtvt về đào tạo lái xe còn xài được không")
    assert reference.document is not None
    assert (reference.document.number, reference.document.mark) == ("35", "bgtvt")


@pytest.mark.parametrize(
    "question",
    [
        "thi bằng D2 cần gì",
        "xe 20k phí đ7",
        "trừ 4 điểm a nhỉ",
        "phí 135k điều kiện gì",
        "ngày 12/08/2026",
        "từ tháng 8/2026",
    ],
)
def test_other_letters_and_numbers_are_no_references(question: str) -> None:
    assert find_references(question) == ()


def test_several_places_in_one_question() -> None:
    places = [(r.article, r.clause, r.point) for r in find_references("điểm a, điểm b khoản 2 điều 6 và điều 7 nđ 168")]
    assert places == [("6", "2", "a"), ("6", "2", "b"), ("7", None, None)]


def test_days_beside_a_document_are_no_documents() -> None:
    (reference,) = find_references("Ngày 12/08/2026 nghị định 168 có hiệu lực chưa")
    assert reference.document is not None
    assert reference.document.number == "168"


def test_the_preferred_document_is_taken_where_none_is_named() -> None:
    (reference,) = find_references("khoản 2 Điều 7 phạt bao nhiêu")
    outcome = resolve(reference, _DOCUMENTS, _provisions(), _TODAY, prefer=("168/2024/NĐ-CP",))
    assert isinstance(outcome, Found)
    assert outcome.document.number == "168/2024/NĐ-CP"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Ngày 14/08/2026 phạt thế nào", [date(2026, 8, 14)]),
        ("từ 15-8-2026 đến ngày 1 tháng 2 năm 2029", [date(2026, 8, 15), date(2029, 2, 1)]),
        ("ngày 31/02/2026", []),
        ("nghị định 168/2024/NĐ-CP", []),
    ],
)
def test_days_in_a_question(question: str, expected: list[date]) -> None:
    assert list(days_in(question)) == expected


def test_the_present_year_is_no_part_of_a_question() -> None:
    assert without_year("năm 2026 lệ phí đổi bằng lái là bao nhiêu", 2026) == "lệ phí đổi bằng lái là bao nhiêu"
    assert without_year("phí năm 2025 là bao nhiêu", 2026) == "phí năm 2025 là bao nhiêu"
    assert "2026" in without_year("vượt đèn đỏ ngày 1 tháng 7 năm 2026 phạt sao", 2026)
    assert years_in("nam 2027 phi tang len bao nhieu") == (2027,)
