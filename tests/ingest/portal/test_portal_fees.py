"""The fee cell: sums, periods, conditions, and what contradicts itself."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.portal.fee_items import fee_items
from ingest.portal.fees import read_fees
from ingest.portal.sums import find_sums, unreadable_sums
from ingest.portal.validity import validity
from knowledge.procedures import Fee


def amounts(cell: str, note: str = "", description: str = "") -> list[int | None]:
    return [fee.amount_vnd for fee in read_fees(cell, note, description)[0]]


def codes(cell: str, note: str = "", description: str = "") -> list[str]:
    return [warning.code for warning in read_fees(cell, note, description)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("135.000 đồng/lần", [135_000]),
        ("70.000đ/giấy", [70_000]),
        ("2,000,000 Việt Nam Đồng", [2_000_000]),
        ("20.000 vnđ /tờ khai", [20_000]),
        ("2.000 đồng/trang", [2_000]),
        ("15000000/lần Đồng (cấp lại)", [15_000_000]),
        ("8.000.000/lần; thêm 2.000.000/lần.", [8_000_000, 2_000_000]),
        ("02 triệu đồng/Giấy", [2_000_000]),
        ("1,5 triệu đồng", [1_500_000]),
        ("500 đồng/GT", [500]),
        ("Dưới 50 tỷ: 10 triệu đồng/ Giấy", [10_000_000]),
        ("10 USD/bản", []),
        ("theo Thông tư số 37/2023/TT-BTC ngày 07/6/2023", []),
        ("loại từ 5.700 kg trở lên", []),
    ],
)
def test_sums_are_found_in_every_way_of_writing(text: str, expected: list[int]) -> None:
    assert [found.amount for found in find_sums(text)] == expected


def test_a_number_that_is_none_is_not_read() -> None:
    assert find_sums("lần đầu 15.000.0000 đồng") == []
    assert unreadable_sums("lần đầu 15.000.0000 đồng, cấp lại 100.000 đồng") == ["15.000.0000 đồng"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kể từ ngày 01/12/2023 đến hết ngày 31/12/2025, áp dụng", (date(2023, 12, 1), date(2025, 12, 31))),
        ("từ ngày 01 tháng 7 năm 2025 đến hết ngày 31 tháng 12 năm 2026", (date(2025, 7, 1), date(2026, 12, 31))),
        ("áp dụng đến hết ngày 31/12/2026", (None, date(2026, 12, 31))),
        ("Thông tư số 25/2021/TT-BTC ngày 07/4/2021", (None, None)),
        ("từ ngày 31/02/2025", (None, None)),
    ],
)
def test_periods(text: str, expected: tuple[date | None, date | None]) -> None:
    assert validity(text) == expected


def test_free_and_then_a_sum_is_the_sum_with_its_period() -> None:
    note = (
        "- Lệ phí cấp giấy phép: 135.000 đồng/lần. - Trường hợp nộp trực tuyến: Kể từ ngày 01/12/2023 "
        "đến hết ngày 31/12/2025, áp dụng mức thu là 115.000 đồng/lần."
    )
    fees, warnings = read_fees("Miễn phí", note, "")
    assert fees == (
        Fee("Lệ phí cấp giấy phép: 135.000 đồng/lần", 135_000),
        Fee(
            "Trường hợp nộp trực tuyến: Kể từ ngày 01/12/2023 đến hết ngày 31/12/2025, áp dụng mức thu là "
            "115.000 đồng/lần.",
            115_000,
            date(2023, 12, 1),
            date(2025, 12, 31),
            "Trường hợp nộp trực tuyến",
        ),
    )
    assert [warning.code for warning in warnings] == ["fee_contradicts_free"]


def test_an_implausible_sum_stays_as_read_beside_the_one_of_its_bracket() -> None:
    fees, warnings = read_fees("135 VNĐ", "Lệ phí cấp giấy phép: 135.000 đồng/lần.", "")
    assert fees == (Fee("135 VNĐ", 135), Fee("Lệ phí cấp giấy phép: 135.000 đồng/lần.", 135_000))
    assert [(warning.code, warning.quote) for warning in warnings] == [("fee_implausible", "135 VNĐ")]


def test_the_bracket_completes_the_sum_of_the_cell() -> None:
    assert read_fees("800,000 Việt Nam Đồng", "/hồ sơ", "")[0] == (Fee("800,000 Việt Nam Đồng/hồ sơ", 800_000),)
    assert read_fees("70,000 VNĐ", "70.000 đồng/Giấy", "")[0] == (Fee("70.000 đồng/Giấy", 70_000),)


def test_a_reduced_rate_leaves_the_standing_one_without_a_period() -> None:
    note = "(áp dụng mức phí 400.000 đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31/12/2026)"
    fees, _ = read_fees("800,000 Việt Nam Đồng", note, "")
    assert [(fee.amount_vnd, fee.valid_to) for fee in fees] == [(800_000, None), (400_000, date(2026, 12, 31))]


def test_an_exemption_in_a_period_is_a_rate_of_nothing() -> None:
    fees, _ = read_fees("10,000,000 VNĐ", "đồng (Miễn phí kể từ ngày 07/4/2026 đến 30/6/2026 theo Thông tư", "")
    assert [(fee.amount_vnd, fee.valid_from) for fee in fees] == [(10_000_000, None), (0, date(2026, 4, 7))]


def test_half_of_the_sum_above_has_no_sum_of_its_own() -> None:
    note = "Từ ngày 01/7/2025 đến hết ngày 31/12/2026, mức thu bằng 50% mức thu nêu trên"
    assert amounts("140,000,000 Việt Nam Đồng", note) == [140_000_000, None]


def test_a_percentage_of_a_sum_is_not_the_sum() -> None:
    assert amounts("Miễn phí", "Phê duyệt đánh giá: 20% của 11.000.000 đồng") == [None]
    assert "fee_sum_unread" in codes("Miễn phí", "Phê duyệt đánh giá: 20% của 11.000.000 đồng")


@pytest.mark.parametrize(
    ("note", "expected", "code"),
    [
        ("", 0, None),
        ("Không", 0, None),
        ("Không quy định.", 0, None),
        ("Miễn lệ phí (Thông tư số 47/2019/TT-BTC)", 0, None),
        ("Theo quy định của Hội đồng nhân dân cấp tỉnh", None, "fee_set_elsewhere"),
        ("Không quy định cụ thể, theo Thông tư 1/2020/TT-BTC", None, "fee_set_elsewhere"),
        ("Lệ phí cấp giấy chứng nhận", None, "fee_unclear"),
    ],
)
def test_free_is_believed_only_where_nothing_speaks_against_it(
    note: str, expected: int | None, code: str | None
) -> None:
    assert amounts("Miễn phí", note) == [expected]
    assert codes("Miễn phí", note) == ([code] if code else [])


def test_a_fee_named_in_the_description_counts() -> None:
    description = "Nộp hồ sơ trực tiếp.\nPhí: 500.000 đồng/hồ sơ."
    assert amounts("Miễn phí", "", description) == [500_000]
    assert amounts("Không có thông tin", "", description) == [500_000]
    assert codes("Không có thông tin", "", "Nộp hồ sơ trực tiếp.") == ["fee_missing"]


def test_another_currency_is_kept_as_text() -> None:
    assert read_fees("10 USD", "/bản", "")[0] == (Fee("10 USD/bản", None),)
    assert read_fees("Miễn phí", "Cấp mới 200 USD/lần", "")[0] == (Fee("Cấp mới 200 USD/lần", None),)
    assert codes("Miễn phí", "Cấp mới 200 USD/lần") == ["fee_contradicts_free"]


def test_list_items_keep_their_headings() -> None:
    note = "- Sát hạch lý thuyết: + Lần đầu: 600.000 đồng/lần. + Cấp lại: 400.000 đồng/lần. - Thực hành: 250.000 đồng."
    assert fee_items(note) == [
        "Sát hạch lý thuyết: Lần đầu: 600.000 đồng/lần",
        "Sát hạch lý thuyết: Cấp lại: 400.000 đồng/lần",
        "Thực hành: 250.000 đồng.",
    ]


def test_an_enumeration_becomes_one_item_a_sum() -> None:
    assert fee_items("Hạng A1, A: lý thuyết: 60.000 đồng, thực hành: 70.000 đồng") == [
        "Hạng A1, A: lý thuyết: 60.000 đồng",
        "Hạng A1, A: thực hành: 70.000 đồng",
    ]
