"""Questions that an officer's signed answer is meant for."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.curated import NothingCurated, question_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mất bằng lái xe phải làm sao", "dạ cho em hỏi mất bằng lái xe thì làm sao ạ"),
        ("phí đổi bằng lái xe bao nhiêu", "đổi bằng lái xe phí bao nhiêu"),
    ],
)
def test_courtesy_and_order_do_not_count(one: str, other: str) -> None:
    assert question_key(one) == question_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("đổi bằng lái xe phí bao nhiêu", "đổi bằng lái xe cần giấy tờ gì"),
        ("đổi bằng lái xe máy", "đổi bằng lái ô tô"),
        ("cấp giấy phép lái xe", "cấp lại giấy phép lái xe"),
        ("lai cấp giấy phép xe", "lái cấp giấy phép xe"),
    ],
)
def test_another_facet_or_thing_is_another_question(one: str, other: str) -> None:
    assert question_key(one) != question_key(other)


@pytest.mark.parametrize("text", ["", "còn phí thì sao", "2", "vâng ạ"])
def test_a_question_that_names_nothing_has_no_key(text: str) -> None:
    assert question_key(text) == ""


def test_where_nothing_is_curated_every_step_goes_on() -> None:
    assert NothingCurated().answer("fee: doi", date(2026, 7, 1)) is None
