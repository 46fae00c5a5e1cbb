"""What two versions say differently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders import method, procedure

from knowledge.differences import contradictions, differences, label_of_place, words
from knowledge.procedures import (
    Agency,
    AgencyRole,
    Channel,
    DocumentRequirement,
    Duration,
    DurationUnit,
    Fee,
    LegalBasis,
)

FIVE = Duration("5 Ngày làm việc", 5.0, DurationUnit.WORKING_DAYS)
THREE = Duration("3 ngày làm việc", 3.0, DurationUnit.WORKING_DAYS)


def test_each_field_tells_what_went_and_what_came() -> None:
    before = procedure(
        submission_methods=(method(Channel.ONLINE, Fee("115.000 đồng", 115000), duration=FIVE),),
        documents=(DocumentRequirement("Đơn đề nghị", "Mẫu 01", 1, 0, None),),
        agencies=(Agency(AgencyRole.RECEIVING, "Sở Giao thông vận tải"),),
        legal_basis=(LegalBasis("12/2017/TT-BGTVT", None),),
    )
    after = replace(
        before,
        submission_methods=(method(Channel.ONLINE, Fee("135.000 đồng", 135000), duration=THREE),),
        documents=(DocumentRequirement("Đơn đề nghị", "Mẫu 02", 1, 0, None),),
        agencies=(Agency(AgencyRole.RECEIVING, "Công an tỉnh"),),
        legal_basis=(LegalBasis("12/2025/TT-BCA", None),),
    )
    found = {one.field: (one.removed, one.added) for one in differences(before, after)}
    assert found == {
        "fee": (("Trực tuyến: 115.000 đồng",), ("Trực tuyến: 135.000 đồng",)),
        "duration": (("Trực tuyến: 5 Ngày làm việc",), ("Trực tuyến: 3 ngày làm việc",)),
        "documents": (
            ("Đơn đề nghị (mẫu Mẫu 01; 1 bản chính)",),
            ("Đơn đề nghị (mẫu Mẫu 02; 1 bản chính)",),
        ),
        "place": (("Sở Giao thông vận tải",), ("Công an tỉnh",)),
        "legal_basis": (("12/2017/TT-BGTVT",), ("12/2025/TT-BCA",)),
    }


def test_marks_and_blanks_are_no_difference() -> None:
    one = procedure(conditions="Có đủ giấy tờ.", name="Cấp giấy")
    assert differences(one, replace(one, conditions="có đủ  giấy tờ", name="CẤP GIẤY")) == ()


def test_a_rate_s_days_are_part_of_it() -> None:
    def rate(last: date) -> Fee:
        return Fee("115.000 đồng", 115000, valid_to=last)

    one = procedure(submission_methods=(method(Channel.POST, rate(date(2025, 12, 31))),))
    other = procedure(submission_methods=(method(Channel.POST, rate(date(2026, 12, 31))),))
    (found,) = differences(one, other)
    assert found.added == ("Bưu chính: 115.000 đồng (áp dụng đến hết ngày 31/12/2026)",)


def test_sources_contradict_each_other_only_where_both_state_something() -> None:
    one = procedure(submission_methods=(method(Channel.ONLINE, Fee("115.000 đồng", 115000)),))
    other = procedure(submission_methods=(method(Channel.ONLINE, Fee("135.000 đồng", 135000), duration=FIVE),))
    silent = procedure(submission_methods=(method(Channel.ONLINE),))
    reworded = procedure(submission_methods=(method(Channel.ONLINE, Fee("Phí: 115.000 đồng/lần", 115000)),))
    assert [found.field for found in contradictions(one, other)] == ["fee"]
    assert contradictions(one, silent) == ()
    assert contradictions(one, reworded) == ()


def test_every_place_that_can_be_corrected_has_a_name() -> None:
    assert label_of_place("submission_methods[*].fees") == "phí, lệ phí"
    assert label_of_place("submission_methods[0].fees[1].amount_vnd") == "phí, lệ phí"
    assert label_of_place("documents[2].name") == "thành phần hồ sơ"
    assert label_of_place("name") == "tên thủ tục"
    assert set(words()["conflicts"]) <= set(words()["fields"])
