"""Vehicles, acts, questions on fines, passages."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from ingest.laws.library import LawLibrary
from knowledge.law.acts import acts, acts_in, one_by_one
from knowledge.law.focus import asks_penalty, penalty_documents, penalty_focus, weight
from knowledge.law.passages import law_passages
from knowledge.law.vehicles import articles_for, vehicle_classes, vehicles_in
from knowledge.provisions import Provision
from knowledge.text.fold import fold


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("xe máy vượt đèn đỏ", ["motorcycle"]),
        ("XE MAY CHUYEN DUNG chay qua toc do", ["special_machine"]),
        ("xe tải chở quá tải", ["truck"]),
        ("ô tô tải hay xe khách", ["truck", "coach"]),
        ("đi bộ sang đường", ["pedestrian"]),
        ("xe đạp điện không đội mũ", ["bicycle"]),
        ("chủ xe giao xe cho con", ["owner"]),
        ("nhận đặt chỗ chở khách", []),
    ],
)
def test_vehicles_in_a_question(question: str, expected: list[str]) -> None:
    assert [vehicle.id for vehicle in vehicles_in(question)] == expected


@pytest.mark.parametrize(
    ("vehicle", "named", "not_theirs"),
    [
        ("motorcycle", {"7", "14", "36"}, {"6", "8", "9", "10", "13"}),
        ("car", {"6", "13", "17"}, {"7", "8", "9", "10", "14"}),
        ("special_machine", {"8", "16", "19"}, {"6", "7"}),
        ("bicycle", {"9", "15"}, {"6", "7"}),
        ("pedestrian", {"10"}, {"6", "7", "9"}),
        ("owner", {"32"}, {"6", "7"}),
    ],
)
def test_articles_are_found_by_their_headings(
    held: tuple[Provision, ...], vehicle: str, named: set[str], not_theirs: set[str]
) -> None:
    nearness = articles_for(vehicle_classes()[vehicle], held, "168/2024/NĐ-CP")
    assert {article for article, near in nearness.items() if near == 2} >= named
    assert not not_theirs & set(nearness)
    assert nearness["12"] == 0  # concerns everyone


def test_a_truck_falls_under_the_articles_for_cars(held: tuple[Provision, ...]) -> None:
    nearness = articles_for(vehicle_classes()["truck"], held, "168/2024/NĐ-CP")
    assert (nearness["21"], nearness["6"]) == (2, 1)


def test_the_list_of_acts_is_long_and_without_doubles() -> None:
    said = Counter(say for act in acts() for say in act.say)
    assert len(acts()) >= 120
    assert [say for say, times in said.items() if times > 1] == []
    assert all(act.law.strip() and fold(say).strip() for act in acts() for say in act.say)


@pytest.mark.parametrize(
    ("question", "law"),
    [
        ("vuot den do", "đèn tín hiệu giao thông"),
        ("chở ba người", "03 người trở lên"),
        ("mới nhậu xong lái xe", "nồng độ cồn"),
        ("từ chối đo nồng độ cồn", "không chấp hành yêu cầu kiểm tra về nồng độ cồn"),
    ],
)
def test_citizens_words_become_the_words_of_the_law(question: str, law: str) -> None:
    assert any(law in act.law for act in acts_in(question))


def test_wrong_marks_are_another_word() -> None:
    assert not acts_in("xe đò màu đỏ đi bao nhiêu tiền")
    assert not any("cồn" in act.law for act in acts_in("tôi có con nhỏ"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("xe máy vượt đèn đỏ phạt bao nhiêu", True),
        ("xe may vuot den do thi sao", True),
        ("Xe máy được chở hai người trong trường hợp nào", False),
        ("bằng lái hết hạn thì đổi bằng ở đâu", False),
        ("phí cấp biển số xe máy", False),
    ],
)
def test_questions_on_fines(question: str, expected: bool) -> None:
    assert asks_penalty(question) is expected


def test_two_acts_in_one_question() -> None:
    assert one_by_one("Xe máy vừa vượt đèn đỏ vừa không đội mũ") == ("Xe máy vượt đèn đỏ", "Xe máy không đội mũ")
    assert one_by_one("vừa vượt đèn đỏ") == ("vừa vượt đèn đỏ",)


def test_the_penalty_law_is_found_by_its_headings(held: tuple[Provision, ...]) -> None:
    assert penalty_documents(held) == {"168/2024/NĐ-CP"}


def test_weights_prefer_the_vehicles_own_article(library: LawLibrary, held: tuple[Provision, ...], today: date) -> None:
    passages = {passage.id: passage for passage in law_passages(library.documents, library.provisions, today)}
    focus = penalty_focus("xe máy vượt đèn đỏ phạt bao nhiêu", held)
    own, other = (passages[f"provision:168/2024/NĐ-CP|{place}"] for place in ("7|7|c", "6|9|b"))
    assert weight(own, focus) > 1 > weight(other, focus)


def test_a_passage_is_understandable_alone(library: LawLibrary, today: date) -> None:
    passages = {passage.id: passage for passage in law_passages(library.documents, library.provisions, today)}
    red_light = passages["provision:168/2024/NĐ-CP|7|7|c"]
    for words in ("Nghị định 168/2024/NĐ-CP", "điểm c khoản 7 Điều 7", "xe mô tô", "4.000.000 đồng", "đèn tín hiệu"):
        assert words in red_light.text
    assert red_light.field == "d7.k7.pc"


def test_passages_follow_the_day_and_keep_unique_names(library: LawLibrary) -> None:
    before = {passage.id for passage in law_passages(library.documents, library.provisions, date(2026, 8, 14))}
    after = {passage.id for passage in law_passages(library.documents, library.provisions, date(2026, 8, 15))}
    every = [passage.id for passage in law_passages(library.documents, library.provisions)]
    assert len(every) == len(set(every))
    assert "provision:168/2024/NĐ-CP|20|8a|@2026-08-15" in after - before
    assert "provision:168/2024/NĐ-CP|6|5|p" in before - after
