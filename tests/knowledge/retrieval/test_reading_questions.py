"""A question's codes and official words, and the weights that retrieval reads."""

from __future__ import annotations

from dataclasses import fields

import pytest

from knowledge.retrieval.understanding import LONGEST, named_code, official_words, understand
from knowledge.retrieval.weights import PassageWeights, ProcedureWeights, shipped_weights
from knowledge.text.language_model import train
from knowledge.text.lexicon import shipped
from knowledge.text.readings import Readings
from knowledge.text.restorer import Restorer


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("thủ tục mã 1.000703 cần gì", "1.000703"),
        ("mã 3.000347.", None),
        ("(3.000347)", "3.000347"),
        ("1.000703?", "1.000703"),
        ("phí 1.0007035 đồng", None),
        ("11.000703", None),
        ("không có mã", None),
    ],
)
def test_a_named_code_is_read_whole(raw: str, code: str | None) -> None:
    assert named_code(raw) == code


def test_every_citizens_word_brings_its_official_words() -> None:
    for phrase, official in shipped("synonyms.yaml").items():
        found = official_words(f"cho tôi hỏi {phrase}")
        assert official, phrase
        assert found, phrase
    assert official_words("zzz") == ()


def test_an_official_word_comes_once() -> None:
    phrase = next(iter(shipped("synonyms.yaml")))
    words = official_words(f"{phrase} . {phrase}")
    assert len(words) == len(set(words)) > 0


def test_a_question_is_cleaned_cut_and_restored() -> None:
    model = train([("đổi bằng lái xe", 30)])
    query = understand("doi\u200b bang\n lai  xe " + "x" * 5000, Restorer(model, Readings(model, {})))
    assert query.raw.startswith("doi bang lai xe x")
    assert len(query.raw) == LONGEST
    assert query.text.startswith("đổi bằng lái xe")


def test_the_weights_file_is_complete() -> None:
    data, weights = shipped("retrieval.yaml"), shipped_weights()
    assert set(data["procedures"]) == {one.name for one in fields(ProcedureWeights)}
    assert set(data["passages"]) == {one.name for one in fields(PassageWeights)}
    assert all(value >= 0 for value in (*data["procedures"].values(), *data["passages"].values()))
    assert 0 <= weights.least_confidence <= 1
    assert weights.neighbours > 0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("làm hộ chiếu mất bao lâu", "làm hộ chiếu bao lâu"),
        ("đổi bằng mất mấy ngày", "đổi bằng mấy ngày"),
        ("mất hộ chiếu", "mất hộ chiếu"),
    ],
)
def test_nothing_is_lost_where_a_time_is_asked(question: str, text: str) -> None:
    model = train([("làm hộ chiếu mất bao lâu đổi bằng mấy ngày mất hộ chiếu", 5)])
    assert understand(question, Restorer(model, Readings(model, {}))).text == text
