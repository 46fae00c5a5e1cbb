"""The figures of some days, counted from the answers' log, the citizens' ratings and the open questions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from assistant.answers import Status
from assistant.memory_tables import FeedbackRow
from knowledge.store.database import translated
from motcua.casework.questions import OpenQuestions
from motcua.office_store.tables import AnswerRow
from motcua.statistics.answer_log import OFFICE_ZONE, office_day

Key = TypeVar("Key")
ASKED = (Status.ANSWERED, Status.CLARIFY, Status.REFUSED, Status.HANDOFF)  # greetings are no questions
_MOST_UNANSWERED = 15
_SLOW_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date  # inclusive

    def days(self) -> list[date]:
        return [self.first + timedelta(number) for number in range((self.last - self.first).days + 1)]

    def holds(self, moment: datetime) -> bool:
        """A moment in UTC without a zone."""
        return self.first <= office_day(moment) <= self.last

    def moments(self) -> tuple[datetime, datetime]:
        """From (inclusive) and to (exclusive), in UTC without a zone."""
        start = datetime.combine(self.first, time(), OFFICE_ZONE)
        end = datetime.combine(self.last + timedelta(1), time(), OFFICE_ZONE)
        return _utc(start), _utc(end)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of questions. `procedures` by code, `sectors` by name ("" where a record names none); the middle and the
    95th percentile of the time to an answer in milliseconds, None without answers; `unanswered`: masked words."""

    period: Period
    days: Mapping[date, Mapping[Status, int]]
    statuses: Mapping[Status, int]
    channels: Mapping[str, int]
    sectors: Mapping[str, int]
    procedures: Mapping[str, int]
    names: Mapping[str, str]  # code -> name
    reasons: Mapping[tuple[Status, str], int]
    greetings: int
    useful: int
    not_useful: int
    middle_ms: int | None
    slow_ms: int | None
    unanswered: Sequence[tuple[str, int]]

    @property
    def asked(self) -> int:
        return sum(self.statuses.values())


class Statistics:
    """`engine`: of the database with the office's tables and the kept conversations."""

    def __init__(self, engine: Engine, questions: OpenQuestions) -> None:
        self._engine, self._questions = engine, questions

    def figures(self, period: Period, titles: Sequence[tuple[str, str, str | None]]) -> Figures:
        """`titles`: (code, name, sector) of the catalogue. Raises knowledge.errors.StoreError."""
        sectors_of = {code: sector or "" for code, _, sector in titles}
        days: dict[date, Counter[Status]] = {day: Counter() for day in period.days()}
        statuses: Counter[Status] = Counter(dict.fromkeys(ASKED, 0))
        channels, sectors, procedures = Counter[str](), Counter[str](), Counter[str]()
        reasons: Counter[tuple[Status, str]] = Counter()
        greetings = 0
        for day, channel, code, name, reason, count in self._counted(period):
            status = Status(name)
            if status not in ASKED:
                greetings += count
                continue
            days[day][status] += count
            statuses[status] += count
            channels[channel] += count
            reasons[status, reason] += count
            if code:
                procedures[code] += count
                sectors[sectors_of.get(code, "")] += count
        useful, not_useful = self._rated(period)
        middle, slow = self._times(period)
        names = {code: name for code, name, _ in titles if code in procedures}
        return Figures(
            period,
            days,
            statuses,
            _ranked(channels),
            _ranked(sectors),
            _ranked(procedures),
            names,
            _ranked(reasons),
            greetings,
            useful,
            not_useful,
            middle,
            slow,
            self._unanswered(period),
        )

    def _counted(self, period: Period) -> list[tuple[date, str, str | None, str, str, int]]:
        columns = (AnswerRow.day, AnswerRow.channel, AnswerRow.procedure, AnswerRow.status, AnswerRow.reason)
        query = select(*columns, func.count()).where(AnswerRow.day.between(period.first, period.last))
        with translated(), Session(self._engine) as session:
            return [tuple(row) for row in session.execute(query.group_by(*columns))]  # type: ignore[misc]

    def _rated(self, period: Period) -> tuple[int, int]:
        start, end = period.moments()
        query = (
            select(FeedbackRow.useful, func.count())
            .where(FeedbackRow.given_at >= start, FeedbackRow.given_at < end)
            .group_by(FeedbackRow.useful)
        )
        with translated(), Session(self._engine) as session:
            counts = {bool(useful): count for useful, count in session.execute(query)}
        return counts.get(True, 0), counts.get(False, 0)

    def _times(self, period: Period) -> tuple[int | None, int | None]:
        """By nearest rank: times that answers really took."""
        asked = AnswerRow.status.in_([status.value for status in ASKED])
        within = AnswerRow.day.between(period.first, period.last) & asked
        with translated(), Session(self._engine) as session:
            number = session.scalar(select(func.count()).select_from(AnswerRow).where(within)) or 0
            if not number:
                return None, None
            ordered = select(AnswerRow.milliseconds).where(within).order_by(AnswerRow.milliseconds).limit(1)
            middle = session.scalar(ordered.offset((number + 1) // 2 - 1))
            return middle, session.scalar(ordered.offset(math.ceil(number * _SLOW_SHARE) - 1))

    def _unanswered(self, period: Period) -> list[tuple[str, int]]:
        counted = []
        for group in self._questions.groups(with_closed=True):
            asked = [one for one in group.asked if period.holds(one.at)]
            if asked:
                counted.append((asked[0].question, len(asked)))
        return sorted(counted, key=lambda one: -one[1])[:_MOST_UNANSWERED]


def _ranked(counts: Counter[Key]) -> dict[Key, int]:
    """The largest first, equals by name: the same figures are always shown alike."""
    return dict(sorted(counts.items(), key=lambda one: (-one[1], str(one[0]))))


def _utc(moment: datetime) -> datetime:
    offset = moment.utcoffset()
    return (moment - offset).replace(tzinfo=None) if offset else moment.replace(tzinfo=None)
