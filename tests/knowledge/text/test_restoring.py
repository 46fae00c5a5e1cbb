"""The syllable model and the restorer, on a model of a few sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.text.language_model import START, LanguageModel, tokens_of, train
from knowledge.text.readings import Readings
from knowledge.text.restorer import Restorer

SENTENCES = (
    "tôi bị mất bằng lái xe",
    "em làm mất bằng lái xe máy thì làm lại ở đâu",
    "đổi giấy phép lái xe hết hạn cần giấy tờ gì",
    "cấp lại giấy phép lái xe bị mất",
    "số lượng hồ sơ là một bộ",
    "cân nặng và khối lượng của xe",
    "đăng ký kết hôn ở đâu",
)


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return train((sentence, 30) for sentence in SENTENCES)


@pytest.fixture(scope="module")
def restorer(model: LanguageModel) -> Restorer:
    return Restorer(model, Readings(model, {"gplx": ("giấy phép lái xe",)}))


def log_probability(model: LanguageModel, first: str, second: str, third: str) -> float:
    ids = [np.array([model.vocabulary.index(word)], np.int64) for word in (first, second, third)]
    return float(model.log_probability(*ids)[0])


def test_what_was_seen_is_likelier_than_what_was_not(model: LanguageModel) -> None:
    seen = log_probability(model, "bằng", "lái", "xe")
    assert log_probability(model, "bằng", "lái", "hôn") < seen < 0


def test_the_probabilities_after_a_context_sum_to_at_most_one(model: LanguageModel) -> None:
    every = np.arange(len(model.vocabulary))
    first, second = (np.full_like(every, model.vocabulary.index(word)) for word in ("giấy", "phép"))
    assert 0.5 < float(np.exp(model.log_probability(first, second, every)).sum()) <= 1.001


def test_a_window_over_two_sentences_is_no_context(model: LanguageModel) -> None:
    size = len(model.vocabulary)
    ends = model.vocabulary.index("</s>")
    assert not ((model.bigram_keys // size) == ends).any()
    assert ((model.bigram_keys // size) == START).any()


def test_a_saved_model_comes_back_whole(model: LanguageModel, tmp_path: Path) -> None:
    path = tmp_path / "syllables.npz"
    model.save(path)
    back = LanguageModel.load(path)
    assert back.vocabulary == model.vocabulary
    for name in ("unigrams", "bigram_keys", "bigram_counts", "trigram_keys", "trigram_counts"):
        assert np.array_equal(getattr(back, name), getattr(model, name)), name


def test_a_damaged_model_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "syllables.npz"
    path.write_bytes(b"no archive")
    with pytest.raises(ValueError, match=r".+"):
        LanguageModel.load(path)


def test_an_empty_training_text_gives_a_model() -> None:
    empty = train([])
    assert Restorer(empty, Readings(empty, {})).restore("giay phep").best == "giay phep"


def test_whatever_holds_a_digit_is_a_number() -> None:
    assert tokens_of("nộp 135.000 đồng") == ["nộp", "<num>", "<num>", "đồng"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mat bang lai xe", "mất bằng lái xe"),
        ("doi giay phep lai xe het han", "đổi giấy phép lái xe hết hạn"),
        ("đổi gplx hết hạn", "đổi giấy phép lái xe hết hạn"),
        ("khối luợng của xe", "khối lượng của xe"),
        ("dangky ket hon o dau", "đăng ký kết hôn ở đâu"),
        ("đăng ký kết hôn ở đâu", "đăng ký kết hôn ở đâu"),
        ("MAT BANG LAI XE", "mất bằng lái xe"),
    ],
)
def test_marks_short_forms_and_slips_are_mended(restorer: Restorer, typed: str, meant: str) -> None:
    assert restorer.restore(typed).best == meant


@pytest.mark.parametrize("code", ["3.000347", "158/2024/nđ-cp", "135.000", "2026", "ct01"])
def test_numbers_and_codes_stay_as_typed(restorer: Restorer, code: str) -> None:
    assert code in restorer.restore(f"doi giay phep {code} o dau").best.split()


@pytest.mark.parametrize("text", ["", "   ", "?!", "12345", "👍"])
def test_text_without_words_comes_back_surely(restorer: Restorer, text: str) -> None:
    restored = restorer.restore(text)
    assert restored.best == text.strip()
    assert restored.confidence == 1.0


def test_several_readings_come_best_first_and_each_once(restorer: Restorer) -> None:
    restored = restorer.restore("mat bang lai xe", keep=3)
    assert restored.best == restored.texts[0]
    assert 1 < len(set(restored.texts)) == len(restored.texts) <= 3  # no more than have a chance
    assert 0 < restored.confidence <= 1


def test_one_who_types_every_mark_means_what_is_typed() -> None:
    model = train([("cân nặng của xe", 500), ("cần nặng tay", 6), ("hỏng xe rồi thì làm lại", 8), ("không", 500)])
    restorer = Restorer(model, Readings(model, {"hong": ("không",)}))
    assert restorer.restore("cần nặng của xe").best == "cần nặng của xe"
    assert restorer.restore("hỏng xe rồi thì làm lại").best.startswith("hỏng")
    assert restorer.restore("can nang cua xe").best == "cân nặng của xe"
