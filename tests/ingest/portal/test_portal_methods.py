"""The table of submission methods without its borders, and its times."""

from __future__ import annotations

import pytest

from ingest.portal.durations import read_duration
from ingest.portal.submission_methods import read_methods, split_rows
from knowledge.procedures import Channel, Duration, DurationUnit

HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"


def test_rows_are_found_at_glued_channels() -> None:
    methods, warnings = read_methods(
        f"{HEAD}Trực tuyến5 Ngày làm việcMiễn phí(Không)Nộp trên Cổng. Trực tiếp thì đến nơi.Trực tiếp8 Giờ"
        "70,000 VNĐ(70.000 đồng/giấy)Dịch vụ bưu chínhKhông có thông tinMiễn phí"
    )
    assert [method.channel for method in methods] == [Channel.ONLINE, Channel.IN_PERSON, Channel.POST]
    assert methods[0].duration == Duration("5 Ngày làm việc", 5, DurationUnit.WORKING_DAYS)
    assert methods[0].description == "Nộp trên Cổng. Trực tiếp thì đến nơi."
    assert methods[1].duration == Duration("8 Giờ", 8, DurationUnit.HOURS)
    assert methods[2].duration is None
    assert [warning.code for warning in warnings] == ["duration_missing"]


def test_a_time_glued_to_a_sum_is_parted_and_flagged() -> None:
    methods, warnings = read_methods(f"{HEAD}Trực tuyến140,000 Việt Nam Đồng(- Xe ô tô từ 10 chỗ)")
    assert methods[0].fees[0].amount_vnd == 40_000
    assert methods[0].duration == Duration("1", 1, None)
    assert {warning.code for warning in warnings} == {"fee_glued_to_time", "duration_unit_missing"}


def test_a_bracket_that_is_a_list_mark_belongs_to_the_description() -> None:
    (row,) = split_rows("Trực tiếp3 NgàyKhông có thông tin(1) Trường hợp thứ nhất")
    assert (row.note, row.description) == ("", "(1) Trường hợp thứ nhất")


def test_a_bracket_that_nothing_closes_ends_where_the_description_is_glued() -> None:
    (row,) = split_rows("Trực tiếp3 Ngày10,000 VNĐ(đồng (Miễn phí từ ngày 07/4/2026)30 ngày kể từ ngày nhận")
    assert (row.note, row.description) == ("đồng (Miễn phí từ ngày 07/4/2026", "30 ngày kể từ ngày nhận")


@pytest.mark.parametrize("text", ["", "Không có thông tin", HEAD])
def test_an_empty_table_is_flagged(text: str) -> None:
    methods, warnings = read_methods(text)
    assert methods == ()
    assert [warning.code for warning in warnings] == ["methods_missing", "fee_missing"]


def test_a_table_that_cannot_be_cut_is_kept_whole_in_its_flag() -> None:
    methods, warnings = read_methods("Nộp tại trụ sở")
    assert methods == ()
    assert (warnings[0].code, warnings[0].quote) == ("methods_unparsed", "Nộp tại trụ sở")


@pytest.mark.parametrize(
    ("time", "description", "expected"),
    [
        ("5 Ngày làm việc", "", Duration("5 Ngày làm việc", 5, DurationUnit.WORKING_DAYS)),
        ("1.5 Ngày làm việc", "", Duration("1.5 Ngày làm việc", 1.5, DurationUnit.WORKING_DAYS)),
        ("2 Tháng", "", Duration("2 Tháng", 2, DurationUnit.MONTHS)),
        (
            "Không có thông tin",
            "05 (năm) ngày làm việc kể từ ngày nhận hồ sơ.",
            Duration("05 (năm) ngày làm việc kể từ ngày nhận hồ sơ.", 5, DurationUnit.WORKING_DAYS),
        ),
        ("Không quy định", "", Duration("Không quy định", None, None)),
        ("Không có thông tin", "Chậm nhất vào ngày 20 tháng đầu tiên hàng quý", None),
        ("Không có thông tin", "Nộp tại trụ sở.", None),
    ],
)
def test_durations(time: str, description: str, expected: Duration | None) -> None:
    assert read_duration(time, description)[0] == expected


def test_several_limits_in_a_description_stay_text() -> None:
    duration, warnings = read_duration("", "- Cấp mới: trong thời hạn 10 ngày.\n- Cấp lại: trong thời hạn 3 ngày.")
    assert duration == Duration("Cấp mới: trong thời hạn 10 ngày. Cấp lại: trong thời hạn 3 ngày.", None, None)
    assert warnings == ()
