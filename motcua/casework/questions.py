"""Questions that were not answered, or were answered badly, in groups of the same question.

They are read from the kept conversations, of every channel, and vanish with them; only what officers did is stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from assistant.answers import Reason
from assistant.curated import question_key
from assistant.memory_tables import FeedbackRow, TurnRow
from assistant.utc import utc_now
from knowledge.store.database import translated
from motcua.office_store.tables import QuestionRow

_UNANSWERED = (Reason.NOT_IN_SOURCES, Reason.NOT_STATED, Reason.DATE_NOT_COVERED)
_MOST_TURNS = 2_000  # the newest that are looked at
_ALIKE = 0.75  # share of words that two questions of one group have in common
_READING = ("read", "set_aside")  # the steps that settle how a question is read; the last counts


class QuestionState(StrEnum):
    OPEN = "open"
    ASSIGNED = "assigned"
    ANSWERED = "answered"  # a curated answer was signed
    CLOSED = "closed"


_DONE = (QuestionState.ANSWERED, QuestionState.CLOSED)


@dataclass(frozen=True, slots=True)
class Asked:
    key: str
    question: str  # masked
    session: str
    turn: int
    at: datetime  # UTC
    is_bad: bool = False  # a citizen said that the answer is wrong
    comment: str = ""  # masked


@dataclass(slots=True)
class Group:
    """`asked`: the newest first."""

    keys: list[str]
    asked: list[Asked] = field(default_factory=list)
    state: QuestionState = QuestionState.OPEN
    assignee: str | None = None

    @property
    def key(self) -> str:
        return self.keys[0]

    def wordings(self) -> dict[str, str]:
        """Each question's key with its newest words."""
        newest: dict[str, str] = {}
        for one in self.asked:
            newest.setdefault(one.key, one.question)
        return newest

    @property
    def bad(self) -> int:
        return sum(one.is_bad for one in self.asked)


class OpenQuestions:
    """`engine`: of the database with the kept conversations and the office's own tables."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._now = engine, now

    def groups(self, with_closed: bool = False) -> list[Group]:
        """Those asked most first. What was asked before its question was answered or closed is left out."""
        states, asked = self._states(), self._asked()
        grouped = group([one for one in asked if with_closed or not _is_done(one, states)])
        for one in grouped:
            known = [states[key] for key in one.keys if key in states]
            last = max(known, key=lambda row: row.at, default=None)
            if last is not None and not (last.state in _DONE and one.asked[0].at > last.at):
                one.state, one.assignee = QuestionState(last.state), last.assignee
        return sorted(grouped, key=lambda one: (-len(one.asked), -one.asked[0].at.timestamp()))

    def find(self, key: str) -> Group | None:
        return next((one for one in self.groups(with_closed=True) if key in one.keys), None)

    def set_state(self, keys: Iterable[str], state: QuestionState, by: str, assignee: str | None = None) -> None:
        now = self._now()
        with translated(), Session(self._engine) as session, session.begin():
            for key in keys:
                session.merge(QuestionRow(key=key, state=state.value, assignee=assignee, by=by, at=now))

    def _states(self) -> dict[str, QuestionRow]:
        with translated(), Session(self._engine) as session:
            rows = session.scalars(select(QuestionRow)).all()
            session.expunge_all()
        return {row.key: row for row in rows}

    def _asked(self) -> list[Asked]:
        """The newest first; a turn that was also rated once, with its rating."""
        unanswered = or_(*(TurnRow.answer.like(f'%"reason":"{reason.value}"%') for reason in _UNANSWERED))
        newest = select(TurnRow).where(unanswered).order_by(TurnRow.asked_at.desc()).limit(_MOST_TURNS)
        rated = (
            select(TurnRow, FeedbackRow.comment)
            .join(FeedbackRow, (FeedbackRow.session == TurnRow.session) & (FeedbackRow.turn == TurnRow.number))
            .where(FeedbackRow.useful.is_(False))
            .order_by(TurnRow.asked_at.desc())
            .limit(_MOST_TURNS)
        )
        found: dict[tuple[str, int], Asked] = {}
        with translated(), Session(self._engine) as session:
            for row in session.scalars(newest):
                found[row.session, row.number] = _asked(row)
            for row, comment in session.execute(rated):
                found[row.session, row.number] = _asked(row, True, comment)
        known = [one for one in found.values() if one.key]
        return sorted(known, key=lambda one: one.at, reverse=True)


def group(asked: Sequence[Asked]) -> list[Group]:
    """Questions whose words are nearly the same, and whose facets are; the most frequent wording leads its group."""
    by_key: dict[str, list[Asked]] = {}
    for one in asked:
        by_key.setdefault(one.key, []).append(one)
    groups: list[tuple[Group, str, set[str]]] = []
    for key in sorted(by_key, key=lambda one: -len(by_key[one])):
        facet, _, words = key.partition(": ")
        own = set(words.split())
        home = next((known for known, other, held in groups if other == facet and _alike(own, held)), None)
        if home is None:
            home = Group([])
            groups.append((home, facet, own))
        home.keys.append(key)
        home.asked.extend(by_key[key])
    for known, _, _ in groups:
        known.asked.sort(key=lambda one: one.at, reverse=True)
    return [known for known, _, _ in groups]


def _is_done(one: Asked, states: Mapping[str, QuestionRow]) -> bool:
    """Whether its question was answered or closed since; asked again later it is open again."""
    state = states.get(one.key)
    return state is not None and state.state in _DONE and one.at <= state.at


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _asked(row: TurnRow, is_bad: bool = False, comment: str = "") -> Asked:
    read = [step["text"] for step in json.loads(row.trace) if step.get("step") in _READING]
    return Asked(
        question_key(str(read[-1] if read else row.question)),
        row.question,
        row.session,
        row.number,
        row.asked_at,
        is_bad,
        comment,
    )
