"""Text as people send it: invisible characters, decomposed letters, two ways to place a tone."""

from __future__ import annotations

import unicodedata

import pytest

from knowledge.text.clean import clean, nfc, one_line
from knowledge.text.fold import fold, has_marks
from knowledge.text.syllables import bigrams, index_terms, syllables
from knowledge.text.tones import modern_tone

LICENCE = "Giấy phép lái xe"


@pytest.mark.parametrize("invisible", ["\u200b", "\u200d", "\ufeff", "\u202e", "\u2066", "\u00ad", "\U000e0041"])
def test_invisible_characters_vanish(invisible: str) -> None:
    assert clean(f"Giấy ph{invisible}ép lái xe{invisible}") == LICENCE


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f", "\x85"])
def test_control_characters_part_words(control: str) -> None:
    assert clean(f"Giấy{control}phép lái xe") == LICENCE


def test_decomposed_text_is_composed() -> None:
    decomposed = unicodedata.normalize("NFD", LICENCE)
    assert decomposed != LICENCE
    assert nfc(decomposed) == clean(decomposed) == LICENCE


def test_blanks_are_single_and_lines_stay() -> None:
    assert clean("  một\u00a0\u3000 hai \r\n\tba  ") == "một hai\nba"
    assert one_line("một \n\n hai\n") == "một hai"


def test_folding_takes_marks_and_keeps_the_rest() -> None:
    assert fold("Đổi GIẤY phép, 158/2024/NĐ-CP") == "Doi GIAY phep, 158/2024/ND-CP"
    assert fold(unicodedata.normalize("NFD", "luợng")) == "luong"
    assert fold("plain ascii") == "plain ascii"


@pytest.mark.parametrize(("text", "expected"), [("xe may", False), ("đi", True), ("xe máy", True), ("", False)])
def test_marks_are_seen(text: str, expected: bool) -> None:
    assert has_marks(text) is expected


@pytest.mark.parametrize(
    ("typed", "modern"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("hòa", "hòa"),
        ("quý", "quý"),
        ("toàn", "toàn"),
        ("xe", "xe"),
    ],
)
def test_a_tone_has_one_place(typed: str, modern: str) -> None:
    assert modern_tone(typed) == modern


def test_syllables_keep_codes_whole() -> None:
    assert syllables("Mã 3.000347, (158/2024/NĐ-CP); hoà.") == ["mã", "3.000347", "158/2024/nđ-cp", "hòa"]
    assert syllables(" ,.; ") == []


def test_index_terms_tell_typed_marks_from_folded_ones() -> None:
    assert index_terms("Lái xe") == ["lái", "xe", "f:lai", "f:xe", "f:lai_xe"]
    assert bigrams(["a"]) == []
