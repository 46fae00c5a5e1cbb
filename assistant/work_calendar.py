"""Working days of Vietnamese offices: weekends, public holidays, make-up days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from holidays import HolidayBase, country_holidays

from assistant.data_files import data_file

_DAY = timedelta(days=1)
_SATURDAY = 5


def _public_holidays() -> HolidayBase:
    return country_holidays("VN", language="vi")


def _listed(key: str) -> frozenset[date]:
    return frozenset(entry["day"] for entry in data_file("make_up_days.yaml")[key])


@dataclass(frozen=True)
class WorkCalendar:
    """`holidays`: of the library; `worked` and `off`: exceptions that it doesn't know."""

    holidays: HolidayBase = field(default_factory=_public_holidays)
    worked: frozenset[date] = field(default_factory=lambda: _listed("working"))
    off: frozenset[date] = field(default_factory=lambda: _listed("free"))

    def works(self, day: date) -> bool:
        if day in self.worked:
            return True
        is_holiday = day in self.holidays or day in self.off  # asking makes the library work the year out
        if day in self.holidays.weekend_workdays:
            return True
        return day.weekday() < _SATURDAY and not is_holiday

    def holiday(self, day: date) -> str | None:
        """The name of a public holiday that falls on a weekday; None for other days."""
        return self.holidays.get(day) if day.weekday() < _SATURDAY and not self.works(day) else None

    def next_working(self, day: date) -> date:
        """The day itself where it is a working day, else the next one."""
        return day if self.works(day) else next(self.working_after(day))

    def working_after(self, day: date) -> Iterator[date]:
        while True:
            day += _DAY
            if self.works(day):
                yield day
