"""One line an answer, for counting: no word, name or conversation of anybody."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from assistant.turn import Reply
from assistant.utc import utc_now
from knowledge.errors import KnowledgeError
from knowledge.store.database import translated
from motcua.office_store.tables import AnswerRow
from motcua.tally import TalliedAssistant, Tally

log = logging.getLogger(__name__)
OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PROGRAM, OTHER = "api", "other"
CHANNELS = {
    "page": "Trang hỏi đáp",
    "widget": "Khung trên trang khác",
    "telegram": "Telegram",
    "zalo-oa": "Zalo Official Account",
    "zalo-bot": "Zalo Bot",
    PROGRAM: "Chương trình (API)",
    OTHER: "Khác",
}
_OF_PROGRAMS = "web"  # how the API names its conversations


class AnswerLog:
    """Raises knowledge.errors.StoreError."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._now = engine, now

    def add(self, session: str | None, reply: Reply) -> None:
        answer = reply.answer
        row = AnswerRow(
            day=office_day(self._now()),
            channel=channel_of(session),
            procedure=answer.procedure.code if answer.procedure else None,
            status=answer.status.value,
            reason=answer.reason.value,
            milliseconds=round(reply.milliseconds),
        )
        with translated(), Session(self._engine) as database, database.begin():
            database.add(row)

    def forget_before(self, moment: float) -> int:
        """Deletes answers of days before that of `moment` (Unix seconds); returns how many."""
        day = datetime.fromtimestamp(moment, OFFICE_ZONE).date()
        with translated(), Session(self._engine) as database, database.begin():
            return int(database.connection().execute(delete(AnswerRow).where(AnswerRow.day < day)).rowcount)


class LoggedAssistant(TalliedAssistant):
    """Keeps a line of every answer; `answers` None: of none."""

    def __init__(self, answers: AnswerLog | None, tally: Tally, *parts: Any, **named: Any) -> None:
        super().__init__(tally, *parts, **named)
        self._answers = answers

    def ask(self, question: str, *, session: str | None = None, on: date | None = None) -> Reply:
        reply = super().ask(question, session=session, on=on)
        if self._answers is not None:
            try:
                self._answers.add(session, reply)
            except KnowledgeError as error:  # the citizen gets the answer though it is not counted
                log.warning("an answer was not counted: %s", error.detail or error)
        return reply


def office_day(moment: datetime) -> date:
    """The day at the office of a moment in UTC without a zone."""
    return moment.replace(tzinfo=UTC).astimezone(OFFICE_ZONE).date()


def channel_of(session: str | None) -> str:
    channel = session.partition(":")[0] if session else PROGRAM
    if channel == _OF_PROGRAMS:
        return PROGRAM
    return channel if channel in CHANNELS else OTHER
