from __future__ import annotations

from datetime import date

import pytest

from assistant.conversation import answers_back, leaned_on, leans_back, moves_on, says_today, stays, told_option
from assistant.turn import Memory, Turn
from knowledge.retrieval.understanding import Query


def _turn(text: str, memory: Memory | None = None) -> Turn:
    return Turn(text, date(2026, 11, 22), memory or Memory(), query=Query(text, text.lower(), 1.0))


@pytest.mark.parametrize(
    "text", ["thế phí bao nhiêu?", "còn xe máy thì sao", "nếu là xe tải thì mức phạt thế nào", "mấy ngày có"]
)
def test_a_turn_that_says_little_leans_back(text: str) -> None:
    assert leans_back(text)


def test_a_turn_with_a_topic_of_its_own_stands_alone() -> None:
    assert not leans_back("đăng ký kết hôn với người nước ngoài mang giấy tờ gì")


def test_a_new_vehicle_or_act_takes_the_place_of_the_old_one() -> None:
    assert leaned_on("ô tô vượt đèn đỏ phạt bao nhiêu", "còn xe máy thì sao") == "vượt đèn đỏ phạt bao nhiêu"
    assert "mũ" not in leaned_on("không đội mũ bảo hiểm đi xe máy phạt bao nhiêu", "vậy chở ba người thì sao")


def test_another_case_takes_the_place_of_the_action_before() -> None:
    before = "chứng chỉ sắp hết hạn cấp đổi mấy ngày"
    assert leaned_on(before, "nếu bị mất thì sao") == "chứng chỉ mấy ngày"
    assert leaned_on(before, "còn phí cấp đổi thì sao") == before
    assert leaned_on("cấp lại giấy phép mất bao lâu", "còn đổi tên thì sao").startswith("cấp lại")


def test_another_way_of_handing_in_takes_the_place_of_the_one_before() -> None:
    assert leaned_on("đăng ký xe làm toàn trình mấy giờ có", "ra tận nơi nộp thì sao") == "đăng ký xe làm mấy giờ có"


def test_a_correction_with_a_topic_of_its_own_stands_alone() -> None:
    assert not leans_back("à không, em nói lộn, cái mất là phù hiệu xe tải")
    assert leans_back("à không, em hỏi xe máy")


def test_an_option_is_chosen_by_the_words_that_only_it_has() -> None:
    names = ["Cấp lại giấy phép do thay đổi nội dung", "Cấp lại giấy phép do bị mất, bị hỏng"]
    assert told_option("cấp lại do bị mất ạ", names) == 1
    assert told_option("cấp lại giấy phép", names) is None


def test_what_was_asked_back_is_no_small_talk() -> None:
    memory = Memory(question="vượt đèn đỏ phạt bao nhiêu", options=("vehicle:car", "vehicle:motorcycle"))
    assert answers_back(_turn("2", memory))
    assert answers_back(_turn("ô tô", memory))
    assert not answers_back(_turn("cảm ơn", memory))


def test_the_procedure_in_play_stays_unless_the_turn_names_another() -> None:
    assert stays(_turn("xe này thuê của xã viên thì kèm giấy gì")) == 1.0
    assert stays(_turn("à không, em hỏi xe máy")) == 0.0
    replaced = _turn("nếu bị mất thì sao", Memory(question="đổi giấy phép nộp ở đâu"))
    replaced.before = "giấy phép nộp ở đâu"
    assert stays(replaced) == 0.0
    assert moves_on(
        _turn("thế còn đi Campuchia"), "Giấy phép giữa Việt Nam và Campuchia", "Giấy phép giữa Việt Nam và Lào"
    )
    assert not moves_on(_turn("phí bao nhiêu"), "Giấy phép đi Campuchia", "Giấy phép đi Lào")


def test_today_is_recognised() -> None:
    assert says_today("nộp hôm nay thì bao giờ có")
    assert not says_today("mấy ngày có")
