"""When people answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bots.settings import OfficeHours
from bots.texts import data, text

_DAYS_AHEAD = 60


def is_open(hours: OfficeHours, now: datetime) -> bool:
    """`now` carries its time zone."""
    local = now.astimezone(ZoneInfo(hours.zone))
    if local.date() in hours.closed:
        return False
    return any(start <= local.time() < end for start, end in hours.week[local.weekday()])


def next_opening(hours: OfficeHours, now: datetime) -> datetime | None:
    """The next moment at which people begin to answer; None if there is none within 60 days."""
    zone = ZoneInfo(hours.zone)
    local = now.astimezone(zone)
    for ahead in range(_DAYS_AHEAD):
        day = local.date() + timedelta(days=ahead)
        if day in hours.closed:
            continue
        for start, _ in sorted(hours.week[day.weekday()]):
            opening = datetime.combine(day, start, zone)
            if opening > local:
                return opening
    return None


def opening_text(opening: datetime) -> str:
    """ "07:30 thứ Hai ngày 23/11/2026"."""
    return text("opening").format(
        time=f"{opening:%H:%M}", day=data("texts.yaml")["days"][opening.weekday()], date=f"{opening:%d/%m/%Y}"
    )
