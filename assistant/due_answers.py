"""Adds to an answer on a time limit the day by which the result is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answers import Answer, Facet, Reason
from assistant.conversation import says_today
from assistant.due_dates import DueDate, due_date
from assistant.turn import Turn
from knowledge.law.days import days_in
from knowledge.procedures import Procedure

_MOST = 2  # limits that are counted: more would bury the answer


def with_due_dates(answer: Answer, procedure: Procedure, turn: Turn) -> Answer:
    """ "Nộp hôm nay thì bao giờ có?": the answer with the due day of each limit that the record states."""
    start = _start(turn)
    if start is None or answer.facet != Facet.DURATION:
        return answer
    found = _due(procedure, start)
    if not found:
        return answer
    turn.note("due", days=[one.day.isoformat() for one in found])
    return replace(answer, reason=Reason.DUE_DATE, text="\n".join([*(one.counted for one in found), answer.text]))


def _start(turn: Turn) -> date | None:
    days = days_in(turn.query.raw)
    return days[0] if days else turn.on if says_today(turn.query.text) else None


def _due(procedure: Procedure, start: date) -> list[DueDate]:
    limits = {
        (one.duration.value, one.duration.unit): one.duration for one in procedure.submission_methods if one.duration
    }
    counted = [due_date(start, limit) for limit in limits.values()]
    return list({one.counted: one for one in counted if one is not None}.values())[:_MOST]
