"""What is put before a person, and in which order."""

from __future__ import annotations

from datetime import date

from builders import procedure

from knowledge.procedures import LegalBasis, RecordWarning
from knowledge.store.entries import FileFlag
from motcua.review_flags import ENDED_LAW, NEAR_DUPLICATE, file_target, review_flags, words

MISSING = RecordWarning("fee_missing", "Bản ghi không nêu phí.", "submission_methods")
ODD = RecordWarning("fee_implausible", "Mức tiền nhỏ.", "submission_methods", "135 VNĐ")


def test_the_urgent_comes_first_and_what_is_confirmed_not_at_all() -> None:
    records = [procedure("1.000001", warnings=(MISSING, ODD)), procedure("1.000002", "Khác", warnings=(MISSING,))]
    files = [("/in/scan.pdf", FileFlag("page_unread", "Trang không đọc được.", 3))]
    listed = [(one.flag, one.target) for one in review_flags(records, files)]
    assert listed == [
        ("fee_implausible", "1.000001"),
        ("fee_missing", "1.000001"),
        ("fee_missing", "1.000002"),
        ("page_unread", file_target("/in/scan.pdf")),
    ]
    confirmed = {
        ("1.000001", "fee_implausible", "135 VNĐ"),
        ("1.000002", "fee_missing", "other words"),
        (file_target("/in/scan.pdf"), "page_unread", "Trang không đọc được."),
    }
    left = [(one.flag, one.target) for one in review_flags(records, files, confirmed)]
    assert left == [("fee_missing", "1.000001"), ("fee_missing", "1.000002")]


def test_near_duplicates_name_each_other() -> None:
    level = {"level": ("Cấp tỉnh",)}
    records = [procedure("1.000001", "CẤP giấy", **level), procedure("1.000002", "Cấp giấy", **level)]
    records += [procedure("1.000003", "Cấp giấy", level=("Cấp xã",)), procedure("1.000004", "Khác")]
    flags = review_flags(records, [])
    assert [(one.procedure, one.quote) for one in flags] == [("1.000001", "1.000002"), ("1.000002", "1.000001")]
    assert {one.flag for one in flags} == {NEAR_DUPLICATE}


def test_a_record_that_is_not_answered_from_tells_only_why() -> None:
    old = procedure(warnings=(MISSING, RecordWarning("outdated_source", "Nguồn cũ.")))
    assert [one.flag for one in review_flags([old, procedure("1.000002")], [])] == ["outdated_source"]


def test_a_law_that_no_longer_holds_is_to_be_looked_at() -> None:
    cites = (LegalBasis("12/2025/TT-BCA", None), LegalBasis("35/2024/QH15", None))
    (flag,) = review_flags([procedure(legal_basis=cites)], [], ended_laws={"12/2025/TT-BCA": date(2026, 7, 1)})
    assert (flag.flag, flag.quote) == (ENDED_LAW, "12/2025/TT-BCA")
    assert "từ ngày 01/07/2026" in flag.message


def test_flags_that_are_ordered_are_ordered_once() -> None:
    assert len(words()["order"]) == len(set(words()["order"]))
