from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.variants import Variant, rewrite, with_slips

SENTENCE = "Làm lại giấy phép lái xe bị mất thì nộp hồ sơ ở đâu và trong 05 ngày có được không"


def test_as_written_stays_and_stripped_loses_every_mark() -> None:
    assert rewrite(SENTENCE, Variant.AS_WRITTEN) == SENTENCE
    assert rewrite("Đổi giấy phép ở đâu?", Variant.STRIPPED) == "Doi giay phep o dau?"


def test_slips_are_the_same_every_time_and_differ_by_seed() -> None:
    assert rewrite(SENTENCE, Variant.TYPOS) == rewrite(SENTENCE, Variant.TYPOS)
    assert len({rewrite(SENTENCE, Variant.TYPOS, seed) for seed in range(10)}) > 5


def test_about_the_asked_share_of_words_slips() -> None:
    words = (SENTENCE.split() * 200)[:4000]
    slipped = with_slips(" ".join(words), 0.15, random.Random(1)).split()
    changed = sum(before != after for before, after in zip(words, slipped, strict=True))
    assert 0.11 < changed / len(words) < 0.16


@pytest.mark.parametrize("seed", range(20))
def test_figures_and_lone_letters_are_left_alone(seed: int) -> None:
    assert with_slips("05 135.000 à 3.000347", 1.0, random.Random(seed)) == "05 135.000 à 3.000347"


def test_a_slip_is_one_key_missed_repeated_swapped_or_beside() -> None:
    slips = {with_slips("xe", 1.0, random.Random(seed)) for seed in range(300)}
    assert slips <= {"e", "x", "xxe", "xee", "ex", "ze", "ce", "xw", "xr"}
    assert len(slips) == 9


@given(st.text(max_size=80), st.integers())
def test_any_text_can_slip(text: str, seed: int) -> None:
    slipped = with_slips(text, 1.0, random.Random(seed))
    words = unicodedata.normalize("NFC", text).split()
    assert len(slipped.split(" ")) == max(len(words), 1)
