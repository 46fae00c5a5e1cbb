"""NĐ 238/2026 over NĐ 168/2024, TT 13/2025 over TT 79/2024, repeals and special dates: the real texts."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.laws.library import LawLibrary
from ingest.laws.warnings import LawIssue
from knowledge.law.validity import in_force
from knowledge.provisions import Provision

_N168 = "168/2024/NĐ-CP"


def _on(library: LawLibrary, address: str, day: date) -> Provision | None:
    return {provision.address: provision for provision in in_force(library.provisions, day)}.get(address)


@pytest.mark.parametrize(
    ("place", "before", "after"),
    [
        ("6|5|p", "trên nóc xe", "đu bám bên ngoài xe"),
        ("14|6|a", "điểm đ khoản 2", "khoản 1; điểm d, điểm đ khoản 2"),
        ("20|10|c", "khoản 8", "khoản 8, khoản 8a"),
        ("26|11|", "điểm h khoản 7", "điểm h, điểm l khoản 7"),
        ("42|1|b", "", "37.500.000"),
        ("55||", "trực thuộc trung ương", "thành phố và các cơ quan"),
    ],
)
def test_the_right_text_on_either_side_of_the_day(library: LawLibrary, place: str, before: str, after: str) -> None:
    old = _on(library, f"{_N168}|{place}", date(2026, 8, 14))
    new = _on(library, f"{_N168}|{place}", date(2026, 8, 15))
    assert old is not None
    assert new is not None
    assert before in old.text
    assert after in new.text
    assert after not in old.text
    assert new.amended_by is not None
    assert new.amended_by.startswith("238/2026/NĐ-CP|")


def test_clauses_added_and_repealed(library: LawLibrary) -> None:
    added, gone = f"{_N168}|20|8a|", f"{_N168}|32|17|d"
    assert _on(library, added, date(2026, 8, 14)) is None
    assert "12.000.000" in getattr(_on(library, added, date(2026, 8, 15)), "text", "")
    assert _on(library, gone, date(2026, 8, 14)) is not None
    assert _on(library, gone, date(2026, 8, 15)) is None


def test_the_child_seat_rule_through_its_three_dates(library: LawLibrary) -> None:
    place = f"{_N168}|6|3|m"
    assert _on(library, place, date(2025, 12, 31)) is None
    assert "thiết bị an toàn" in getattr(_on(library, place, date(2026, 1, 1)), "text", "")
    assert "thiết bị an toàn" not in getattr(_on(library, place, date(2026, 8, 15)), "text", "x thiết bị an toàn")
    assert _on(library, f"{_N168}|6|1a|", date(2026, 8, 15)) is not None


@pytest.mark.parametrize(
    ("address", "eve"),
    [
        (f"{_N168}|20|5|n", date(2028, 12, 31)),
        (f"{_N168}|26|7|k", date(2028, 12, 31)),
        ("36/2024/QH15|10|3|", date(2025, 12, 31)),
        ("35/2024/QH15|50|1|a", date(2024, 9, 30)),
    ],
)
def test_special_effective_dates(library: LawLibrary, address: str, eve: date) -> None:
    assert _on(library, address, eve) is None
    assert _on(library, address, date.fromordinal(eve.toordinal() + 1)) is not None


def test_a_later_day_for_some_vehicles_is_a_note(library: LawLibrary) -> None:
    camera = _on(library, f"{_N168}|20|5|l", date(2026, 11, 22))
    assert camera is not None
    assert "01 tháng 01 năm 2028" in camera.notes[0]


def test_a_lost_letter_is_listed_and_noted_not_guessed(library: LawLibrary) -> None:
    flagged = [w.where for w in library.warnings if w.issue is LawIssue.DATE_NOT_APPLIED]
    assert flagged == [f"{_N168}|53|4|"]
    doubtful = [p.address for p in library.provisions if p.notes and p.article == "26" and p.document == _N168]
    assert doubtful == [f"{_N168}|26|7|l"]


def test_circular_13_over_circular_79(library: LawLibrary) -> None:
    assert _on(library, "79/2024/TT-BCA|4|3|", date(2025, 2, 28)) is not None
    assert _on(library, "79/2024/TT-BCA|4|3|", date(2025, 3, 1)) is None
    assert "Công an cấp huyện" not in getattr(_on(library, "79/2024/TT-BCA|10|1|", date(2025, 3, 1)), "text", "")


def test_few_instructions_on_texts_that_are_here_are_left_unapplied(library: LawLibrary) -> None:
    here = {document.number for document in library.documents if document.text_included}
    left = {w.where for w in library.warnings if w.issue is LawIssue.AMENDMENT_NOT_APPLIED}
    own = {change.by for change in library.amendments if change.document in here}
    assert left & own == {"13/2025/TT-BCA|12|12|", "238/2026/NĐ-CP|17|2|"}  # forms; "đoạn thứ hai"


def test_repeals_name_the_clause_that_repeals(library: LawLibrary) -> None:
    by = {repeal.document: repeal for repeal in library.repeals}
    assert by["35/2024/TT-BGTVT"].by == "14/2025/TT-BXD|33|2|"
    assert by["35/2024/TT-BGTVT"].on_date == date(2025, 9, 1)
    assert by["41/2024/NĐ-CP"].parts  # Điều 2, Điều 3 only
    assert "Điều 89" in next(r for r in library.repeals if r.by == "36/2024/QH15|88|3|").exception
    assert by["12/2025/TT-BCA"].by == "108/2026/TT-BCA|||"  # its metadata alone


def test_documents_known_by_metadata_or_by_name_alone(library: LawLibrary) -> None:
    by = {document.number: document for document in library.documents}
    assert not by["38/2024/TT-BGTVT"].text_included
    assert by["12/2025/TT-BCA"].expires_on == date(2026, 7, 1)
    assert by["100/2019/NĐ-CP"].amended_by == ("168/2024/NĐ-CP",)
    assert by["36/2024/QH15"].amended_by == ("118/2025/QH15",)
