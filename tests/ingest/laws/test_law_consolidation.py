from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ingest.laws.library import LawLibrary
from ingest.laws.warnings import LawIssue
from knowledge.law.validity import in_force
from knowledge.provisions import Provision

_Amended = Callable[..., LawLibrary]
_BEFORE, _AFTER = date(2026, 8, 14), date(2026, 8, 15)


def _on(library: LawLibrary, place: str, day: date) -> Provision | None:
    held = {provision.address: provision for provision in in_force(library.provisions, day)}
    return held.get(f"1/2024/NĐ-CP|{place}")


def _text(library: LawLibrary, place: str, day: date) -> str | None:
    provision = _on(library, place, day)
    return provision.text if provision else None


def test_new_wording_holds_from_its_day_and_names_its_source(amended: _Amended) -> None:
    library = amended('Sửa đổi, bổ sung điểm b khoản 1 Điều 1 như sau: "b) Đỗ xe trên cầu;".')
    assert _text(library, "1|1|b", _BEFORE) == "Dừng xe trên cầu;"
    new = _on(library, "1|1|b", _AFTER)
    assert new is not None
    assert new.text == "Đỗ xe trên cầu;"
    assert new.amended_by == "2/2026/NĐ-CP|1|1|"
    assert new.lead.startswith("Phạt tiền từ 400.000")


def test_an_added_clause_exists_only_afterwards(amended: _Amended) -> None:
    library = amended('Bổ sung khoản 1a vào sau khoản 1 Điều 1 như sau: "1a. Phạt cảnh cáo:\n\na) Một;\n\nb) Hai.".')
    assert _on(library, "1|1a|", _BEFORE) is None
    assert _text(library, "1|1a|b", _AFTER) == "Hai."


def test_repealed_points_end(amended: _Amended) -> None:
    library = amended("Bãi bỏ điểm a, điểm b khoản 1 Điều 1.")
    assert _on(library, "1|1|a", _BEFORE) is not None
    assert _on(library, "1|1|a", _AFTER) is None
    assert _on(library, "1|1|c", _AFTER) is not None


@pytest.mark.parametrize(
    ("instruction", "place", "expected"),
    [
        ('Bỏ cụm từ "và Công an cấp huyện" tại Điều 2.', "2||", "Bộ Công an tổ chức thực hiện."),
        (
            'Thay thế cụm từ "cấp huyện" bằng cụm từ "cấp xã" tại Điều 2.',
            "2||",
            "Bộ Công an và Công an cấp xã tổ chức thực hiện.",
        ),
        (
            'Bổ sung cụm từ ", đỗ xe" vào sau cụm từ "Dừng xe" tại điểm b khoản 1 Điều 1.',
            "1|1|b",
            "Dừng xe, đỗ xe trên cầu;",
        ),
        ('Bổ sung cụm từ "cố ý" vào trước cụm từ "lùi xe" tại khoản 2 Điều 1.', "1|2|", None),
    ],
)
def test_phrases_change_in_place(amended: _Amended, instruction: str, place: str, expected: str | None) -> None:
    text = _text(amended(instruction), place, _AFTER)
    assert text is not None
    assert text == expected if expected else "hành vi cố ý lùi xe" in text


def test_a_whole_article_is_replaced(amended: _Amended) -> None:
    library = amended(
        'Sửa đổi, bổ sung Điều 2 như sau: "Điều 2. Phân công\n\n1. Bộ Công an chủ trì.\n\n2. Bộ khác phối hợp.".'
    )
    assert _text(library, "2||", _BEFORE) == "Bộ Công an và Công an cấp huyện tổ chức thực hiện."
    assert _text(library, "2|2|", _AFTER) == "Bộ khác phối hợp."
    article = _on(library, "2||", _AFTER)
    assert article is not None
    assert article.heading == "Phân công"


@pytest.mark.parametrize(
    "instruction",
    [
        "Bãi bỏ khoản 9 Điều 1.",
        'Bỏ cụm từ "không có trong luật" tại Điều 2.',
        'Sửa đổi, bổ sung đoạn thứ hai khoản 1 Điều 1 như sau: "Mới.".',
        'Sửa đổi, bổ sung khoản 7 Điều 1 như sau: "7. Mới.".',
    ],
)
def test_what_is_not_mechanical_is_listed_and_nothing_changes(amended: _Amended, instruction: str) -> None:
    library = amended(instruction)
    assert [w.issue for w in library.warnings] == [LawIssue.AMENDMENT_NOT_APPLIED]
    assert not [p for p in library.provisions if p.amended_by or p.ended_by]


def test_a_misread_label_is_settled_by_the_old_wording(amended: _Amended) -> None:
    library = amended('Sửa đổi, bổ sung điểm a khoản 1 Điều 1 như sau: "b) Dừng xe, đỗ xe trên cầu;".')
    assert _text(library, "1|1|b", _AFTER) == "Dừng xe, đỗ xe trên cầu;"
    assert _text(library, "1|1|a", _AFTER) == "Chở người trên nóc xe;"
    assert LawIssue.AMENDMENT_UNCERTAIN in [w.issue for w in library.warnings]


def test_special_dates_of_the_text(amended: _Amended) -> None:
    library = amended("Bãi bỏ khoản 2 Điều 1.")
    assert _on(library, "1|1|c", date(2025, 12, 31)) is None
    assert _on(library, "1|1|c", date(2026, 1, 1)) is not None
    assert _on(library, "1|1|b", date(2025, 1, 1)) is not None
    assert _on(library, "1|1|b", date(2024, 12, 31)) is None
