"""What is to be done, in titles and in questions, and how well the two agree."""

from __future__ import annotations

import pytest

from knowledge.retrieval.actions import TitleActions, asked_actions, title_actions


@pytest.mark.parametrize(
    ("title", "actions"),
    [
        ("Cấp giấy phép lái xe", {"first"}),
        ("Cấp lại giấy phép lái xe", {"reissue"}),
        ("Cấp, cấp lại Phù hiệu", {"first", "reissue"}),
        ("Đổi giấy phép lái xe", {"exchange"}),
        ("Gia hạn giấy phép", {"renew"}),
        ("Thu hồi giấy phép", {"revoke"}),
        ("Khai báo phương tiện", set()),
    ],
)
def test_titles_name_their_actions(title: str, actions: set[str]) -> None:
    assert title_actions(title) == actions


def test_a_question_says_an_action_as_strongly_as_its_surest_word() -> None:
    asked = asked_actions("em làm mất bằng lái, xin cấp lại ở đâu")
    assert max(asked, key=lambda action: asked[action]) == "reissue"
    assert asked["reissue"] == 1.0
    assert asked_actions("giấy phép lái xe") == {}


def test_agreement_favours_titles_of_the_action_asked_for() -> None:
    titles = TitleActions(["Cấp lại giấy phép", "Cấp giấy phép", "Khai báo phương tiện"])
    asked = titles.agreement({"reissue": 1.0})
    assert asked.tolist() == [1.0, -1.0, 0.0]


def test_no_action_asked_for_means_the_plain_one() -> None:
    titles = TitleActions(["Cấp lại giấy phép", "Cấp giấy phép", "Khai báo phương tiện", "Cấp, cấp lại phù hiệu"])
    unsaid = titles.agreement({})
    assert unsaid[0] < 0
    assert unsaid[1:].tolist() == [0.0, 0.0, 0.0]


def test_no_titles_have_no_agreement() -> None:
    assert TitleActions([]).agreement({"reissue": 1.0}).shape == (0,)
