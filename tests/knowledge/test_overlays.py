"""Corrections lie over what the source says, as long as it says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import method, procedure

from knowledge.errors import RecordMalformed
from knowledge.overlays import Overlay, OverlayKind, overlaid, values_at
from knowledge.procedures import Channel, Fee, Procedure, RecordWarning

DAY = date(2026, 11, 22)
DOUBTFUL = RecordWarning("fee_implausible", "Mức tiền nhỏ bất thường.", "submission_methods", "135 VNĐ")
RECORD = procedure(
    submission_methods=(method(Channel.ONLINE, Fee("135 VNĐ", 135)), method(Channel.POST)),
    conditions="Đủ 18 tuổi",
    warnings=(DOUBTFUL,),
)
RIGHT = [{"text": "135.000 đồng", "amount_vnd": 135000}]


def correction(field: str, value: Any, **values: Any) -> Overlay:
    fields: dict[str, Any] = {
        "number": 1,
        "code": RECORD.code,
        "kind": OverlayKind.CORRECTION,
        "was": values_at(RECORD, field),
        "resolves": (),
        "by": "Nguyễn Văn A",
        "on": DAY,
        "reason": "Thông tư",
    }
    return Overlay(field=field, value=value, **(fields | values))


def sums(record: Procedure) -> list[list[int | None]]:
    return [[fee.amount_vnd for fee in one.fees] for one in record.submission_methods]


def test_a_correction_replaces_every_place_it_names_and_is_signed() -> None:
    fixed = overlaid(RECORD, [correction("submission_methods[*].fees", RIGHT, resolves=("fee_implausible",))])
    assert sums(fixed) == [[135000], [135000]]
    assert fixed.warnings == ()
    assert [(one.field, one.by, one.on) for one in fixed.corrections] == [
        ("submission_methods[*].fees", "Nguyễn Văn A", DAY)
    ]
    assert sums(RECORD) == [[135], []]


def test_one_place_of_many() -> None:
    fixed = overlaid(RECORD, [correction("submission_methods[1].fees", RIGHT), correction("conditions", None)])
    assert sums(fixed) == [[135], [135000]]
    assert fixed.conditions is None


def test_a_correction_rests_when_its_source_has_changed_there() -> None:
    newer = replace(RECORD, conditions="Đủ 21 tuổi")
    shown = overlaid(newer, [correction("conditions", "Đủ 16 tuổi", number=7)])
    assert shown.conditions == "Đủ 21 tuổi"
    assert shown.corrections == ()
    assert [one.code for one in shown.warnings] == ["fee_implausible", "correction_rests"]
    assert "số 7" in shown.warnings[1].message


def test_a_change_elsewhere_leaves_it_standing() -> None:
    newer = replace(RECORD, name="Tên mới")
    assert overlaid(newer, [correction("conditions", "Đủ 16 tuổi")]).conditions == "Đủ 16 tuổi"


def test_a_withdrawn_one_does_nothing() -> None:
    assert overlaid(RECORD, [correction("conditions", "x", withdrawn_on=DAY)]) == RECORD


def test_a_confirmed_flag_goes_until_its_quote_changes() -> None:
    confirmed = correction(
        "submission_methods",
        None,
        kind=OverlayKind.CONFIRMATION,
        was="135 VNĐ",
        resolves=("fee_implausible",),
    )
    assert overlaid(RECORD, [confirmed]).warnings == ()
    other = replace(RECORD, warnings=(replace(DOUBTFUL, quote="200 VNĐ"),))
    assert [one.quote for one in overlaid(other, [confirmed]).warnings] == ["200 VNĐ"]


@pytest.mark.parametrize("field", ["code", "warnings[0].code", "source.uri", "nothing", "documents[0].name", "a b", ""])
def test_what_is_no_place_or_fixed_is_refused(field: str) -> None:
    with pytest.raises(RecordMalformed, match="không có mục"):
        values_at(RECORD, field)


def test_a_value_of_the_wrong_shape_is_refused() -> None:
    with pytest.raises(RecordMalformed, match="submission_methods"):
        overlaid(RECORD, [correction("submission_methods[0].fees", "135.000 đồng")])
