"""The quick look at clauses must never miss one that states a figure."""

from __future__ import annotations

import re

import pytest
from true_answers import sample_records

from assistant.checking.figures import figures_in
from assistant.checking.traces import Traces, clauses_of
from assistant.replies import sources_of

_WRITTEN = (
    ("135000 đồng", "Phí: 135.000 đồng/lần"),
    ("135.000 đồng", "phí 135k mỗi lần"),
    ("1.500.000 đồng", "mức thu 1,5 triệu đồng"),
    ("50.000 đồng", "năm mươi nghìn đồng"),
    ("5 ngày làm việc", "trong năm ngày làm việc"),
    ("ngày 31/12/2025", "đến hết ngày 31 tháng 12 năm 2025"),
    ("0912 345 678", "gọi +84912345678"),
    ("1 lần", "135.000 đồng/lần"),
    ("Phụ lục XII", "theo Phụ lục XII"),
)


@pytest.mark.parametrize(("asked", "clause"), _WRITTEN)
def test_a_clause_in_another_notation_is_read(asked: str, clause: str) -> None:
    assert Traces.of(figures_in(asked)).may_stand_in(*clauses_of([clause]))


def test_no_clause_of_a_record_is_passed_over() -> None:
    clauses = {
        clause
        for procedure in sample_records()
        for source in sources_of(procedure)
        for clause in re.split(r"[;\n]", source)
    }
    missed = [
        (figure, clause)
        for clause in clauses
        for figure in figures_in(clause)
        if not Traces.of([figure]).may_stand_in(*clauses_of([clause]))
    ]
    assert missed == []


def test_a_clause_without_the_digits_is_passed_over() -> None:
    assert not Traces.of(figures_in("135.000 đồng")).may_stand_in(*clauses_of(["Phí: 70.000 đồng"]))


def test_digits_inside_a_longer_number_are_no_trace() -> None:
    assert not Traces.of(figures_in("5 ngày")).may_stand_in(*clauses_of(["trong 25 ngày, theo Thông tư 155/2016"]))
