"""A title that bounds an age is for those who are of that age."""

from __future__ import annotations

import pytest

from knowledge.law.amounts import amounts_in
from knowledge.retrieval.bounds import TitleBounds

TITLES = (
    "Cấp thẻ căn cước cho người dưới 14 tuổi",
    "Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên",
    "Cấp lại thẻ căn cước",
)


@pytest.mark.parametrize(
    ("question", "agreeing"),
    [
        ("con em 15 tuổi làm căn cước cần gì", [-1, 1, 0]),
        ("con 14 tuoi lam can cuoc", [-1, 1, 0]),
        ("bé nhà em 6 tuổi làm căn cước", [1, -1, 0]),
        ("trẻ dưới 14 tuổi làm căn cước ở đâu", [1, -1, 0]),
        ("làm căn cước cần gì", [0, 0, 0]),
    ],
)
def test_titles_agree_with_the_age_that_is_told(question: str, agreeing: list[int]) -> None:
    assert TitleBounds(TITLES).agreement(amounts_in(question)).tolist() == agreeing
