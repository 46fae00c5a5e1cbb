"""Which part of a procedure a question asks for."""

from __future__ import annotations

import pytest

from assistant.answers import Facet
from assistant.data_files import data_file
from assistant.facets import asked_facets, without_facet_words
from knowledge.text.syllables import syllables


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("đổi bằng lái cần giấy tờ gì", Facet.DOCUMENTS),
        ("lệ phí bao nhiêu tiền", Facet.FEE),
        ("mất bao lâu thì xong", Facet.DURATION),
        ("nộp ở đâu", Facet.PLACE),
        ("quy trình gồm các bước nào", Facet.STEPS),
        ("nộp trực tuyến qua mạng được không", Facet.ONLINE),
        ("bao nhiêu tuổi thì đủ điều kiện", Facet.ELIGIBILITY),
        ("căn cứ pháp lý nào", Facet.LEGAL_BASIS),
        ("theo mẫu nào", Facet.FORM),
        ("có giá trị bao lâu", Facet.VALIDITY),
        ("doi bang lai le phi bao nhieu tien", Facet.FEE),
    ],
)
def test_the_surest_facet_comes_first(text: str, facet: Facet) -> None:
    assert asked_facets(text)[0] is facet


def test_a_question_of_two_facets_names_both() -> None:
    assert {Facet.FEE, Facet.PLACE} <= set(asked_facets("lệ phí bao nhiêu và nộp ở đâu"))


@pytest.mark.parametrize("text", ["đổi giấy phép lái xe", ""])
def test_a_question_without_facet_words_names_none(text: str) -> None:
    assert asked_facets(text) == []


def test_the_facets_words_are_taken_from_the_question() -> None:
    assert without_facet_words(syllables("đổi bằng lái lệ phí bao nhiêu tiền")) == ["đổi", "bằng", "lái"]
    assert without_facet_words([]) == []


def test_the_vocabulary_has_every_facet_and_weights_between_none_and_one() -> None:
    vocabulary = data_file("facets.yaml")
    assert {Facet(name) for name in vocabulary} == set(Facet)
    assert all(0 <= weight <= 1 for phrases in vocabulary.values() for weight in phrases.values())


def test_a_paper_whose_name_holds_a_facets_word_asks_for_no_such_facet() -> None:
    text = "giấy chứng nhận đủ điều kiện bị mất xin cấp lại có tốn phí không"
    assert asked_facets(text) == [Facet.FEE]
    assert "điều" in without_facet_words(text.split())
    assert asked_facets("em 17 tuổi có đủ điều kiện thi không")[0] is Facet.ELIGIBILITY
