"""Due dates over weekends, holidays and make-up days, with how they were counted."""

from datetime import date

import pytest

from assistant.checking import is_vietnamese
from assistant.due_dates import due_date
from assistant.work_calendar import WorkCalendar
from knowledge.procedures import Duration, DurationUnit

SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)


def working(value: float) -> Duration:
    return Duration(f"{value:g} Ngày làm việc", value, DurationUnit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("start", "duration", "day"),
    [
        (MONDAY, working(1), date(2026, 11, 17)),
        (MONDAY, working(4), date(2026, 11, 20)),
        (MONDAY, working(5), date(2026, 11, 23)),
        (MONDAY, Duration("4 Ngày", 4, DurationUnit.DAYS), date(2026, 11, 20)),
        (MONDAY, Duration("5 Ngày", 5, DurationUnit.DAYS), date(2026, 11, 23)),
        (MONDAY, Duration("2 Giờ làm việc", 2, DurationUnit.WORKING_HOURS), MONDAY),
        (MONDAY, Duration("2 Giờ", 2, DurationUnit.HOURS), MONDAY),
        (MONDAY, Duration("48 Giờ", 48, DurationUnit.HOURS), date(2026, 11, 18)),
        (MONDAY, Duration("16 Giờ làm việc", 16, DurationUnit.WORKING_HOURS), date(2026, 11, 18)),
        (MONDAY, Duration("1 Tháng", 1, DurationUnit.MONTHS), date(2026, 12, 16)),
        (date(2027, 1, 29), Duration("1 Tháng", 1, DurationUnit.MONTHS), date(2027, 3, 1)),
        (MONDAY, Duration("30 Phút", 30, DurationUnit.MINUTES), MONDAY),
        # 1 January 2027 is a Friday: the 31st is followed by Monday the 4th
        (date(2026, 12, 31), working(1), date(2027, 1, 4)),
        # handed in on Sunday: received on Monday; the 24th is a holiday since 2026 by the library
        (SUNDAY, working(1), date(2026, 11, 25)),
        # Tết 2026: 16 to 20 February
        (date(2026, 2, 13), working(1), date(2026, 2, 23)),
        # Saturday 22 August 2026 is worked in exchange for Monday the 31st
        (date(2026, 8, 21), working(1), date(2026, 8, 22)),
        (date(2026, 8, 28), working(1), date(2026, 9, 3)),
    ],
)
def test_the_last_day_is_a_working_day_counted_from_the_day_after(start: date, duration: Duration, day: date) -> None:
    due = due_date(start, duration)
    assert due is not None
    assert due.day == day
    assert f"{day:%d/%m/%Y}" in due.counted
    assert is_vietnamese(due.counted)
    assert "{" not in due.counted


def test_the_sentence_names_the_holidays_that_were_left_out() -> None:
    due = due_date(date(2026, 4, 24), working(5))
    assert due is not None
    assert due.day == date(2026, 5, 6)
    assert due.skipped == (date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1))
    assert "30/04/2026" in due.counted


def test_days_that_the_library_does_not_know_can_be_added() -> None:
    office = WorkCalendar(worked=frozenset({date(2026, 11, 21)}), off=frozenset({date(2026, 11, 17)}))
    due = due_date(MONDAY, working(4), office)
    assert due is not None
    assert due.day == date(2026, 11, 21)
    assert date(2026, 11, 17) in due.skipped


@pytest.mark.parametrize("duration", [Duration("Theo lịch hẹn", None, None), Duration("0 Ngày", 0, DurationUnit.DAYS)])
def test_a_record_without_a_number_of_days_has_no_due_date(duration: Duration) -> None:
    assert due_date(MONDAY, duration) is None
