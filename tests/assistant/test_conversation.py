"""What a turn leans on, and which option it chooses."""

from __future__ import annotations

import pytest

from assistant.conversation import chosen_option, content_words, corrects, joined, leans_back


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("thế còn lệ phí thì sao", True),
        ("bao nhiêu tiền", True),
        ("à không, em hỏi xe máy", True),
        ("nộp ở đâu vậy", True),
        ("đăng ký kết hôn với người nước ngoài cần giấy tờ gì", False),
        ("đổi giấy phép lái xe hạng b", False),
    ],
)
def test_a_turn_that_says_too_little_leans_on_the_one_before(text: str, leans: bool) -> None:
    assert leans_back(text) is leans


@pytest.mark.parametrize(
    ("text", "takes_back"),
    [("à không, em hỏi xe máy", True), ("nhầm rồi, ô tô cơ", True), ("đổi giấy phép lái xe", False), ("", False)],
)
def test_a_correction_is_seen(text: str, takes_back: bool) -> None:
    assert corrects(text) is takes_back


@pytest.mark.parametrize(
    ("text", "count", "number"),
    [
        ("2", 3, 1),
        ("cái thứ hai", 3, 1),
        ("đầu tiên", 2, 0),
        ("em chọn số 3", 3, 2),
        ("cái thứ ba ạ", 2, None),
        ("5", 4, None),
        ("", 4, None),
        ("đổi bằng lái xe", 4, None),
        ("tôi muốn hỏi thủ tục thứ hai mà hôm qua đã nộp", 4, None),
    ],
)
def test_an_option_is_chosen_by_its_place(text: str, count: int, number: int | None) -> None:
    assert chosen_option(text, count) == number


def test_empty_words_and_facet_words_name_nothing() -> None:
    assert content_words("dạ cho em hỏi lệ phí bao nhiêu tiền ạ") == []
    assert "hôn" in content_words("đăng ký kết hôn ở đâu")


def test_the_newer_words_count_twice() -> None:
    assert joined("đổi bằng lái", "xe máy").count("xe máy") == 2
    assert joined("đổi bằng lái", "xe máy").startswith("đổi bằng lái")
