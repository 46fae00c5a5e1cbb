from __future__ import annotations

import pytest

from knowledge.law.targets import parse_targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("điểm a, điểm b khoản 2; khoản 3 Điều 6", "6.2.a 6.2.b 6.3."),
        ("điểm đ khoản 4; khoản 5 Điều này", "X.4.đ X.5."),
        ("các điểm a, b và đ khoản 2 Điều này", "X.2.a X.2.b X.2.đ"),
        ("khoản 1, khoản 3 Điều 10 và khoản 2 Điều 14", "10.1. 10.3. 14.2."),
        ("các khoản 1, 2 và 6 Điều 89", "89.1. 89.2. 89.6."),
        ("Điểm a khoản 2 Điều 42, Điều 43, Điều 50", "42.2.a 43.. 50.."),
        ("điểm a khoản này", "X.Y.a"),
        ("khoản 8, khoản 8a Điều này", "X.8. X.8a."),
        ("điểm k, điểm khoản 7 Điều 26", "26.7.k 26.7.?"),
        ("điểm g khoản s Điều 6", "6.?.g"),
        ("điễm c khoàn 5 Điểu 6", "6.5.c"),
        ("người điều khiển xe, điều kiện, thời điểm khoản vay", ""),
    ],
)
def test_lists_of_provisions(text: str, expected: str) -> None:
    targets = parse_targets(text, article="X", clause="Y")
    assert " ".join(f"{one.article}.{one.clause or ''}.{one.point or ''}" for one in targets) == expected


def test_d_and_the_letter_after_it_stay_apart() -> None:
    assert [one.point for one in parse_targets("điểm d, điểm đ khoản 1 Điều 2")] == ["d", "đ"]
