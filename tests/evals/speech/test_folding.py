from __future__ import annotations

import pytest

from evals.speech.compare import Case, score, table
from evals.speech.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà  bình, nghìn lẻ", "hòa bình ngàn linh"),
        ("ki lô met", "kilomet"),
        ("hai mươi bốn", "hai mươi tư"),
        ("G R D P", "giê e rờ đê pê"),
        ("tỉ <en>web</en>", "tỷ web"),
    ],
)
def test_what_sounds_alike_is_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("12 %", "12"), ("ba", "bà"), ("năm", "lăm"), ("4/4", "4 4")])
def test_what_sounds_different_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_table_counts_what_is_right_by_category() -> None:
    cases = [
        Case("1", "5 km", "unit", frozenset({fold("năm ki lô mét")})),
        Case("2", "5%", "percent", frozenset({fold("năm phần trăm")})),
    ]
    readings = {"5 km": "năm ki lô mét", "5%": "năm %"}
    result = score(cases, lambda text: readings.get(text, ""))
    assert (result.right["unit"], result.right["percent"], result.left_over) == (1, 0, 1)
    assert "| all | 2 | 1 |" in table(cases, {"ours": result})
