from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.normalise import normalise

sys.path.insert(0, str(Path(__file__).parent))
from spoken_values import value_of

DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


def spoken_date(text: str) -> datetime.date:
    """ "ngày mùng một tháng tư năm ..." -> the date."""
    rest = text.removeprefix("ngày ").removeprefix("mùng ")
    day, _, rest = rest.partition(" tháng ")
    month, _, year = rest.partition(" năm ")
    return datetime.date(value_of(year), 4 if month == "tư" else value_of(month), value_of(day))


@given(
    DATES,
    st.sampled_from(
        ["{d}/{m}/{y}", "{d:02d}/{m:02d}/{y}", "{d:02d}-{m:02d}-{y}", "{d}.{m}.{y}", "{y}-{m:02d}-{d:02d}"]
    ),
)
def test_a_date_is_read_as_that_date(date: datetime.date, form: str) -> None:
    written = form.format(d=date.day, m=date.month, y=date.year)
    spoken = normalise(f"họp ngày {written} tại").text.removeprefix("họp ").removesuffix(" tại")
    assert spoken_date(spoken) == date


@given(DATES)
def test_the_long_form_is_the_same_date(date: datetime.date) -> None:
    spoken = normalise(f"ngày {date.day:02d} tháng {date.month:02d} năm {date.year}").text
    assert spoken_date(spoken) == date


@given(st.integers(1, 10**12), st.sampled_from([" đồng", "đ", " VNĐ", " VND", " đ"]))
def test_a_sum_of_money_is_read_as_that_sum(amount: int, unit: str) -> None:
    dotted = f"{amount:,}".replace(",", ".")
    spoken = normalise(f"chi {dotted}{unit}").text
    assert value_of(spoken.removeprefix("chi ").removesuffix(" đồng")) == amount


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_count_out_of_a_total_is_never_a_date(part: int, total: int) -> None:
    spoken = normalise(f"hoàn thành {part}/{total} nhiệm vụ").text
    first, _, second = spoken.removeprefix("hoàn thành ").removesuffix(" nhiệm vụ").partition(" trên ")
    assert (value_of(first), value_of(second)) == (part, total)


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["{h}h{m:02d}", "{h:02d}:{m:02d}", "{h} giờ {m:02d}"]))
def test_a_time_of_day_keeps_hour_and_minute(hour: int, minute: int, form: str) -> None:
    spoken = normalise("lúc " + form.format(h=hour, m=minute)).text.removeprefix("lúc ")
    said_hour, _, rest = spoken.partition(" giờ")
    assert value_of(said_hour) == hour
    said_minute = rest.strip().removesuffix(" phút").removeprefix("không ")
    assert (value_of(said_minute) if said_minute else 0) == minute


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("4/4 nhiệm vụ", "bốn trên bốn nhiệm vụ"),
        ("nghỉ lễ 30/4", "nghỉ lễ ba mươi tháng tư"),
        ("7/7 ngày", "bảy trên bảy ngày"),
        ("ngày 7/7", "ngày mùng bảy tháng bảy"),
        ("trực 24/7", "trực hai mươi tư trên bảy"),
        ("chiều 18.5", "chiều ngày mười tám tháng năm"),
        ("mục 18.5", "mục mười tám chấm năm"),
        ("dài 18.5 km", "dài mười tám phẩy năm ki lô mét"),
        ("08 nhiệm vụ", "tám nhiệm vụ"),
        ("Chỉ thị 08", "Chỉ thị không tám"),
    ],
)
def test_the_same_token_is_read_by_its_context(written: str, spoken: str) -> None:
    assert normalise(written).text == spoken
