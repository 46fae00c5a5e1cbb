"""Procedures as plain values and back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import RecordMalformed
from knowledge.procedures import Channel, DurationUnit, Procedure, Source
from knowledge.serialise import procedure_from_dict, procedure_to_dict

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
SOURCE = Source(uri=None, path="records/1.yaml", digest="ab" * 32, retrieved_on=None)


def small() -> dict[str, Any]:
    return {"code": "1.000001", "name": "Cấp phù hiệu"}


@settings(max_examples=40, deadline=None)
@given(st.from_type(Procedure))
def test_every_record_survives_json_and_back(procedure: Procedure) -> None:
    assert procedure_from_dict(json.loads(json.dumps(procedure_to_dict(procedure)))) == procedure


def test_a_short_record_needs_only_code_and_name() -> None:
    procedure = procedure_from_dict(small(), SOURCE)
    assert procedure.source == SOURCE
    assert procedure.documents == ()
    assert procedure.conditions is None
    assert procedure.sample is False


def test_enums_dates_and_nested_records_are_typed() -> None:
    fee = {"text": "115.000 đồng", "amount_vnd": 115000, "valid_to": "2025-12-31"}
    duration = {"text": "5 ngày làm việc", "value": 5, "unit": "working_days"}
    procedure = procedure_from_dict(
        small() | {"submission_methods": [{"channel": "online", "duration": duration, "fees": [fee]}]}, SOURCE
    )
    (method,) = procedure.submission_methods
    assert method.channel is Channel.ONLINE
    assert method.duration is not None
    assert method.duration.unit is DurationUnit.WORKING_DAYS
    assert method.fees[0].valid_to == date(2025, 12, 31)


def test_the_file_wins_and_the_record_adds_what_the_file_cannot_know() -> None:
    own = {"uri": "https://example.vn/1", "retrieved_on": "2026-07-01", "path": "old", "digest": "old"}
    procedure = procedure_from_dict(small() | {"source": own}, SOURCE)
    assert procedure.source == Source("https://example.vn/1", SOURCE.path, SOURCE.digest, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "đỏ"}, "có khóa lạ colour"),
        ({"code": None}, "«code»"),
        ({"level": "Cấp tỉnh"}, "«level»: phải là một danh sách"),
        ({"sample": "true"}, "«sample»"),
        ({"as_of": "30/06/2026"}, "«as_of»"),
        ({"agencies": [{"role": "owner", "name": "Sở"}]}, "«agencies[0].role»"),
        (
            {"submission_methods": [{"channel": "post", "fees": [{"text": "1 đồng", "amount_vnd": 1.5}]}]},
            "«submission_methods[0].fees[0].amount_vnd»",
        ),
        ({"documents": [{"form": "Mẫu 01"}]}, "«documents[0]»: thiếu khóa name"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(RecordMalformed) as caught:
        procedure_from_dict(small() | change, SOURCE)
    assert said in str(caught.value)


def test_a_record_without_any_source_is_refused() -> None:
    with pytest.raises(RecordMalformed, match="source"):
        procedure_from_dict(small())
