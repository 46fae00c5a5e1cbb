""" "Nộp hôm nay thì bao giờ có?": the last day of a procedure's time limit, and how it was counted.

The convention, which the sentence states: the day of handing in isn't counted; working days leave out weekends and
public holidays; a limit in calendar days that ends on a day off ends on the next working day; papers handed in (online)
on a day off count as received on the next working day.
"""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from assistant.messages import message
from assistant.work_calendar import WorkCalendar
from knowledge.procedures import Duration, DurationUnit

_HOURS_A_DAY = 8
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NAMED = 3  # holidays named in the sentence; more are counted


@dataclass(frozen=True, slots=True)
class DueDate:
    day: date
    counted: str  # one or two Vietnamese sentences: from when, what was left out, the day
    skipped: tuple[date, ...] = ()  # public holidays on weekdays that were left out


@dataclass(frozen=True, slots=True)
class _Limit:
    text: str
    value: float
    unit: DurationUnit


def due_date(start: date, duration: Duration, office: WorkCalendar | None = None) -> DueDate | None:
    """The last day for papers handed in on `start`; None where the record gives no number or unit of time."""
    if duration.value is None or duration.unit is None or duration.value <= 0:
        return None
    limit = _Limit(" ".join(duration.text.lower().split()).strip(" .;"), duration.value, duration.unit)
    days = office or _office()
    received = days.next_working(start)
    whole = _working_days(limit)
    if whole is None:
        due = _calendar(received, limit, days)
    else:
        due = _working(received, limit, whole, days) if whole else _same_day(received, limit)
    if received == start:
        return due
    first = message("due_received", start=_shown(start), received=_shown(received))
    return DueDate(due.day, f"{first} {due.counted}", due.skipped)


@lru_cache(maxsize=1)
def _office() -> WorkCalendar:
    return WorkCalendar()


def _working_days(limit: _Limit) -> int | None:
    """How many working days the limit is; 0 = within one day's hours; None = it runs through days off."""
    if limit.unit is DurationUnit.WORKING_DAYS:
        return math.ceil(limit.value)
    if limit.unit is DurationUnit.MINUTES or (limit.unit is DurationUnit.HOURS and limit.value < _HOURS_A_DAY):
        return 0
    if limit.unit is DurationUnit.WORKING_HOURS:
        return math.ceil(limit.value / _HOURS_A_DAY) if limit.value >= _HOURS_A_DAY else 0
    return None


def _same_day(received: date, limit: _Limit) -> DueDate:
    shown = _shown(received)
    return DueDate(received, message("due_same_day", start=shown, amount=limit.text, day=shown))


def _working(received: date, limit: _Limit, count: int, office: WorkCalendar) -> DueDate:
    day = next(islice(office.working_after(received), count - 1, None))
    skipped = _holidays_between(received, day, office)
    text = message(
        "due_working",
        start=_shown(received),
        amount=limit.text,
        first=f"{next(office.working_after(received)):%d/%m/%Y}",
        skipped=_skipped(skipped, office),
        day=_shown(day),
    )
    return DueDate(day, text, skipped)


def _calendar(received: date, limit: _Limit, office: WorkCalendar) -> DueDate:
    last = _after(received, limit)
    day = office.next_working(last)
    text = message(
        "due_calendar" if day == last else "due_moved",
        start=_shown(received),
        amount=limit.text,
        first=f"{received + timedelta(days=1):%d/%m/%Y}",
        day=_shown(day),
    )
    return DueDate(day, text)


def _after(start: date, limit: _Limit) -> date:
    value, unit = limit.value, limit.unit
    if unit in (DurationUnit.MONTHS, DurationUnit.YEARS):
        months = start.month - 1 + math.ceil(value * (12 if unit is DurationUnit.YEARS else 1))
        year, month = start.year + months // 12, months % 12 + 1
        return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    return start + timedelta(days=math.ceil(value / 24 if unit is DurationUnit.HOURS else value))


def _holidays_between(start: date, end: date, office: WorkCalendar) -> tuple[date, ...]:
    days = (start + timedelta(days=ahead) for ahead in range(1, (end - start).days + 1))
    return tuple(day for day in days if office.holiday(day) or (day.weekday() < 5 and not office.works(day)))


def _skipped(holidays: tuple[date, ...], office: WorkCalendar) -> str:
    if not holidays:
        return message("due_skipped_weekend")
    named = [f"{day:%d/%m/%Y} ({office.holiday(day) or 'ngày nghỉ'})" for day in holidays[:_NAMED]]
    more = [f"{len(holidays) - _NAMED} ngày khác"] if len(holidays) > _NAMED else []
    return message("due_skipped_holidays", holidays=", ".join(named + more))


def _shown(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"
