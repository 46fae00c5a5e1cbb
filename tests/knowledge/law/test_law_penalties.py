from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.laws.library import LawLibrary
from knowledge.law.levels import levels_of, pick_level
from knowledge.law.penalties import SanctionKind, penalty_of
from knowledge.law.several_acts import total_of
from knowledge.law.validity import in_force
from knowledge.provisions import Provision

_LEAD = (
    "Phạt tiền từ 400.000 đồng đến 600.000 đồng đối với cá nhân, từ 800.000 đồng đến 1.200.000 đồng đối với tổ chức:"
)


def _article() -> tuple[Provision, ...]:
    rows = [
        ("1", None, "", _LEAD),
        ("1", "a", _LEAD, "Lùi xe trên cầu;"),
        ("1", "b", _LEAD, "Chở hàng quá tải."),
        ("2", None, "", "Phạt cảnh cáo người đi bộ."),
        (
            "3",
            "a",
            "Còn bị trừ điểm:",
            "Thực hiện hành vi quy định tại điểm a khoản 1 Điều này bị trừ điểm giấy phép lái xe 02 điểm;",
        ),
        (
            "3",
            "b",
            "",
            "Thực hiện hành vi quy định tại khoản 1 Điều này mà gây tai nạn còn bị tước quyền sử dụng "
            "giấy phép lái xe từ 01 tháng đến 03 tháng.",
        ),
        ("4", None, "", "Thực hiện hành vi quy định tại điểm khoản 1 Điều này buộc hạ tải."),
    ]
    return tuple(
        Provision("9/2024/NĐ-CP", "5", clause, point, "Xử phạt", lead, text) for clause, point, lead, text in rows
    )


def test_fine_points_and_sources_follow_the_articles_own_references() -> None:
    article = _article()
    penalty = penalty_of(article[1], article)
    assert (penalty.minimum, penalty.maximum, penalty.organisation) == (400_000, 600_000, (800_000, 1_200_000))
    assert penalty.points == 2
    assert {source.address for source in penalty.sources} >= {
        "9/2024/NĐ-CP|5|1|a",
        "9/2024/NĐ-CP|5|1|",
        "9/2024/NĐ-CP|5|3|a",
    }


def test_a_sanction_under_a_condition_is_not_taken_for_sure() -> None:
    article = _article()
    penalty = penalty_of(article[2], article)
    assert penalty.points is None
    assert penalty.licence_suspension is None
    assert [(one.kind, one.months, one.conditional) for one in penalty.additional] == [
        (SanctionKind.SUSPENSION, (1, 3), True)
    ]


def test_a_lost_letter_makes_the_sanction_doubtful() -> None:
    article = _article()
    assert [one.clause for one in penalty_of(article[1], article).doubtful] == ["4"]


def test_a_caution_has_no_sum() -> None:
    article = _article()
    penalty = penalty_of(article[3], article)
    assert penalty.caution
    assert penalty.minimum is None


@pytest.mark.parametrize(
    ("place", "fine", "points", "months"),
    [
        ("6|9|b", (18_000_000, 20_000_000), 4, None),
        ("7|7|c", (4_000_000, 6_000_000), 4, None),
        ("6|12|", (40_000_000, 50_000_000), None, (10, 12)),
        ("20|8a|", (12_000_000, 14_000_000), 6, None),
        ("29|3a|b", (5_000_000, 10_000_000), 2, None),
    ],
)
def test_real_penalties(
    by_place: dict[str, Provision],
    held: tuple[Provision, ...],
    place: str,
    fine: tuple[int, int],
    points: int | None,
    months: tuple[int, int] | None,
) -> None:
    penalty = penalty_of(by_place[place], held)
    assert ((penalty.minimum, penalty.maximum), penalty.points, penalty.licence_suspension) == (fine, points, months)


def test_every_labelled_penalty_is_computed(shared_dir: Path, library: LawLibrary) -> None:
    rows = (shared_dir / "data/traffic_golden_v1/golden_200.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, rows):
        if row["category"] != "penalty" or " vừa " in row["query"]:
            continue
        want = row["expected_provisions"][0]
        held = {one.address: one for one in in_force(library.provisions, date.fromisoformat(row["event_date"]))}
        act = held[f"{want['document_number']}|{want['article']}|{want['clause']}|{want['point'] or ''}"]
        penalty = penalty_of(act, held.values())
        assert (penalty.minimum, penalty.maximum) == (row["expected_fine_min"], row["expected_fine_max"]), row["id"]
        assert penalty.points == (row["expected_points"] or None), row["id"]


def test_several_acts_add_up_and_cost_points_once(by_place: dict[str, Provision], held: tuple[Provision, ...]) -> None:
    total = total_of([penalty_of(by_place["7|7|c"], held), penalty_of(by_place["7|7|a"], held)], held)
    assert (total.minimum, total.maximum, total.points) == (8_000_000, 12_000_000, 4)
    assert {one.address.split("|", 1)[1] for one in total.principles} == {"5|2|", "50|1|b"}


def test_a_suspension_replaces_points(by_place: dict[str, Provision], held: tuple[Provision, ...]) -> None:
    total = total_of([penalty_of(by_place["6|9|b"], held), penalty_of(by_place["6|11|a"], held)], held)
    assert (total.points, total.licence_suspension) == (None, (22, 24))


@pytest.mark.parametrize(
    ("act", "question", "expected"),
    [
        ("6|6|c", "thổi 0.3 mg/l", "6|9|a"),
        ("6|6|c", "vượt quá 0,4 mg/l khí thở", "6|11|a"),
        ("6|6|c", "chưa vượt quá 50 mg/100 ml máu", "6|6|c"),
        ("6|6|c", "mức cao nhất phạt bao nhiêu", "6|11|a"),
        ("6|6|c", "có nồng độ cồn phạt bao nhiêu", None),
        ("7|8|a", "quá tốc độ 15km/h", "7|4|a"),
        ("6|3|a", "đường 60 mà chạy 82", "6|6|a"),
        ("6|3|a", "chạy quá 20 km/h", "6|5|đ"),
        ("21|8|a", "chở quá tải 40%", "21|5|a"),
    ],
)
def test_the_degree_is_picked_by_the_amount(
    by_place: dict[str, Provision], held: tuple[Provision, ...], act: str, question: str, expected: str | None
) -> None:
    picked = pick_level(question, levels_of(by_place[act], held))
    assert (picked.address.split("|", 1)[1] if picked else None) == expected
