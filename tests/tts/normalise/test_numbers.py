from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.normalise import normalise
from tts.normalise.numbers import read_digits, read_integer, read_numeral

sys.path.insert(0, str(Path(__file__).parent))
from spoken_values import value_of


@given(st.one_of(st.integers(0, 10**15), st.integers(0, 99_999), st.integers(0, 10**6).map(lambda n: n * 1000)))
def test_every_number_says_its_own_value(number: int) -> None:
    assert value_of(read_integer(number)) == number


def test_numbers_around_the_edges() -> None:
    numbers = [*range(1200), *range(999_000, 1_001_200), 10**9, 10**12, 10**9 + 500, 10**15]
    assert [number for number in numbers if value_of(read_integer(number)) != number] == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "năm"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (44, "bốn mươi tư"),
        (105, "một trăm linh năm"),
        (1_015, "một nghìn không trăm mười lăm"),
        (10_005, "mười nghìn không trăm linh năm"),
        (1_000_500, "một triệu không nghìn năm trăm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_500_000_000_000, "một nghìn năm trăm tỷ"),
    ],
)
def test_the_words_of_the_evening_news(number: int, words: str) -> None:
    assert read_integer(number) == words


@given(st.integers(1000, 10**15))
def test_dots_between_thousands_change_nothing(number: int) -> None:
    dotted = f"{number:,}".replace(",", ".")
    assert read_numeral(dotted) == (read_integer(number), "")
    assert normalise(f"thu {dotted} đồng").text == f"thu {read_integer(number)} đồng"


@given(st.integers(0, 10**6), st.from_regex(r"[0-9]{1,2}", fullmatch=True))
def test_a_decimal_keeps_both_its_parts(whole: int, fraction: str) -> None:
    head, _, tail = normalise(f"đạt {whole},{fraction}% kế hoạch").text.removeprefix("đạt ").partition(" phẩy ")
    assert value_of(head) == whole
    said = tail.removesuffix(" phần trăm kế hoạch")
    assert said == (read_digits(fraction) if fraction[0] == "0" else read_integer(int(fraction)))


@pytest.mark.parametrize("written", ["1,245 lượt", "50,000 Việt Nam Đồng", "200,000đ", "1,234,567 người"])
def test_english_thousands_before_what_is_counted_are_thousands_and_a_guess(written: str) -> None:
    spoken = normalise(written)
    assert "phẩy" not in spoken.text
    assert spoken.guesses


def test_two_hundred_digits_are_read_one_by_one_and_said_to_be_a_guess() -> None:
    spoken = normalise("7" * 200)
    assert spoken.text == " ".join(["bảy"] * 200)
    assert spoken.guesses
