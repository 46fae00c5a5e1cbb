"""Word error rates of what a recogniser hears."""

from __future__ import annotations

import pytest

from evals.speech.intelligibility import word_errors


@pytest.mark.parametrize(
    ("heard", "meant", "errors"),
    [
        ("tám nhiệm vụ", "tám nhiệm vụ", 0.0),
        ("Tám nhiệm vụ.", "tám nhiệm vụ", 0.0),
        ("tám nhiệm", "tám nhiệm vụ", 1 / 3),
        ("bảy nhiệm vụ", "tám nhiệm vụ", 1 / 3),
        ("tám nhiệm vụ nữa", "tám nhiệm vụ", 1 / 3),
        ("", "tám nhiệm vụ", 1.0),
    ],
)
def test_words_left_out_added_or_changed_are_counted(heard: str, meant: str, errors: float) -> None:
    assert word_errors(heard, meant) == pytest.approx(errors)
