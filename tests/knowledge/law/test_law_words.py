"""Vehicles, acts, questions on fines, passages."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from ingest.laws.library import LawLibrary
from knowledge.law.acts import acts, acts_in, one_by_one
from knowledge.law.amounts import amounts_in, fits, spans_of
from knowledge.law.focus import asks_penalty, penalty_documents, penalty_focus, traits_of, weight
from knowledge.law.passages import law_passages
from knowledge.law.subjects import roles_in, subject_of
from knowledge.law.vehicles import vehicles_in
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
        ("chủ xe giao xe máy cho con", ["motorcycle"]),
        ("nhận đặt chỗ chở khách", []),
    ],
)
def test_vehicles_in_a_question(question: str, expected: list[str]) -> None:
    assert [vehicle.id for vehicle in vehicles_in(question)] == expected


@pytest.mark.parametrize(
    ("place", "role", "vehicles"),
    [
        ("7|7|c", "driver", {"motorcycle"}),
        ("6|9|b", "driver", {"car", "four_wheeler"}),
        ("10|1|a", "driver", {"pedestrian"}),
        ("18|7|b", "driver", {"motorcycle"}),
        ("18|6|", "driver", {"car", "four_wheeler"}),
        ("12|4|", "passenger", {"car"}),
        ("12|2|d", "passenger", {"motorcycle"}),
        ("12|2|g", "driver", set()),
        ("32|10|", "owner", {"motorcycle"}),
        ("32|14|i", "owner", {"car", "four_wheeler", "special_machine"}),
        ("26|8|a", "business", set()),
        ("39|1|d", "school", set()),
    ],
)
def test_whom_a_provision_punishes(by_place: dict[str, Provision], place: str, role: str, vehicles: set[str]) -> None:
    subject = subject_of(by_place[place])
    assert subject.role == role
    assert subject.vehicles >= vehicles


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("xe máy vượt đèn đỏ", ()),
        ("chủ xe giao xe cho con", ("owner",)),
        ("chu o to cho nguoi khong co bang muon xe", ("owner",)),
        ("mua xe cũ không làm thủ tục sang tên", ("owner",)),
        ("người được chở trên xe máy che ô", ("passenger",)),
        ("chở người ngồi sau không đội mũ", ()),
        ("tài xế đón hành khách trên cao tốc", ()),
        ("hành khách gây mất trật tự", ("passenger",)),
        ("công ty vận tải không cấp thẻ", ("business",)),
        ("giáo viên dạy lái không đeo phù hiệu", ("school",)),
    ],
)
def test_whom_a_question_is_about(question: str, expected: tuple[str, ...]) -> None:
    assert roles_in(question) == expected


@pytest.mark.parametrize(
    ("question", "place", "expected"),
    [
        ("xe máy 150 phân khối không bằng", "18|7|b", True),
        ("xe máy 110cc không bằng", "18|7|b", False),
        ("con tôi 17 tuổi lái ô tô", "18|6|", True),
        ("bằng lái hết hạn 4 tháng", "18|8|a", True),
        ("bằng lái hết hạn hơn 1 năm", "18|8|a", False),
        ("bằng lái hết hạn dưới 1 năm", "18|9|a", False),
        ("hết đăng kiểm 20 ngày", "13|5|a", True),
        ("thi bằng lái mất 4 tháng", "18|8|a", None),
    ],
)
def test_amounts_tell_acts_apart(
    by_place: dict[str, Provision], question: str, place: str, expected: bool | None
) -> None:
    provision = by_place[place]
    assert fits(amounts_in(question), spans_of(f"{provision.lead} {provision.text}")) is expected


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
        ("thời hiệu xử phạt vi phạm giao thông là bao lâu", False),
        ("xe chạy thử nghiệm nghiên cứu phát triển", False),
        ("moi phat hien xe bi mat", False),
    ],
)
def test_questions_on_fines(question: str, expected: bool) -> None:
    assert asks_penalty(question) is expected


def test_two_acts_in_one_question() -> None:
    assert one_by_one("Xe máy vừa vượt đèn đỏ vừa không đội mũ") == ("Xe máy vượt đèn đỏ", "Xe máy không đội mũ")
    assert one_by_one("vừa vượt đèn đỏ") == ("vừa vượt đèn đỏ",)


def test_the_penalty_law_is_found_by_its_headings(held: tuple[Provision, ...]) -> None:
    assert penalty_documents(held) == {"168/2024/NĐ-CP"}


@pytest.mark.parametrize(
    ("question", "own", "other"),
    [
        ("xe máy vượt đèn đỏ phạt bao nhiêu", "7|7|c", "6|9|b"),
        ("xe tải vượt đèn đỏ phạt bao nhiêu", "6|9|b", "7|7|c"),
        ("chủ xe máy cho mượn xe phạt bao nhiêu", "32|10|", "32|14|i"),
        ("tôi ngồi sau ô tô không thắt dây phạt bao nhiêu", "12|4|", "6|3|l"),
        ("xe máy 150cc không bằng phạt bao nhiêu", "18|7|b", "18|5|a"),
        ("xe máy đi vào cao tốc phạt bao nhiêu", "7|7|b", "7|10|a"),
    ],
)
def test_weights_prefer_whom_and_what_the_question_names(
    by_place: dict[str, Provision], question: str, own: str, other: str
) -> None:
    focus = penalty_focus(question)
    first, second = (weight(traits_of(by_place[place], {"168/2024/NĐ-CP"}), focus) for place in (own, other))
    assert first > 1 > second


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
