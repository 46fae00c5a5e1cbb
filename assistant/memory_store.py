"""Conversations in the database: they expire, can be erased, and keep every turn with its trace, masked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from assistant.answers import Answer
from assistant.masking import mask
from assistant.memory_tables import FeedbackRow, SessionRow, TurnRow
from assistant.remembered import KeptFeedback, KeptTurn, kept_turn, next_memory
from assistant.turn import Memory, Turn
from assistant.utc import utc_now
from knowledge.store.database import Schema, open_database, translated

CONVERSATIONS = Schema("assistant_version", "0001", Path(__file__).parent / "migrations")


class StoredMemories:
    """`keep_days`: after so long without a turn a conversation starts anew; `purge` takes old ones away for good.

    Raises knowledge.errors.StoreError where the database can't be read or written.
    """

    def __init__(self, engine: Engine, keep_days: int = 30, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._keep, self._now = engine, timedelta(days=keep_days), now

    @classmethod
    def open(cls, url: str, keep_days: int = 30) -> StoredMemories:
        return cls(open_database(url, CONVERSATIONS), keep_days)

    def load(self, session: str) -> Memory:
        with translated(), Session(self._engine) as database:
            row = database.get(SessionRow, session)
        return _memory(row.memory) if row and row.touched_at >= self._now() - self._keep else Memory()

    def save(self, session: str, turn: Turn, answer: Answer) -> None:
        memory, now = _json(asdict(next_memory(turn, answer))), self._now()
        with translated(), Session(self._engine) as database, database.begin():
            row = database.get(SessionRow, session)
            if row is None:
                database.add(SessionRow(session=session, memory=memory, touched_at=now))
                database.flush()
            else:
                row.memory, row.touched_at = memory, now
            kept = kept_turn(_last(database, session) + 1, turn, answer, now)
            database.add(
                TurnRow(
                    session=session,
                    number=kept.number,
                    question=kept.question,
                    answer=_json(kept.answer),
                    trace=_json(kept.trace),
                    asked_at=now,
                )
            )

    def erase(self, session: str) -> None:
        """Takes the conversation away with its turns, traces and feedback."""
        with translated(), Session(self._engine) as database, database.begin():
            _remove(database, [session])

    def trace(self, session: str, turn: int) -> KeptTurn | None:
        """A turn by its number, from 1."""
        with translated(), Session(self._engine) as database:
            row = database.get(TurnRow, (session, turn))
        return _kept(row) if row else None

    def turns(self, session: str) -> list[KeptTurn]:
        query = select(TurnRow).where(TurnRow.session == session).order_by(TurnRow.number)
        with translated(), Session(self._engine) as database:
            return [_kept(row) for row in database.scalars(query)]

    def feedback(self, session: str, useful: bool, comment: str = "", turn: int | None = None) -> bool:
        """Keeps what the citizen thought of a turn (None: the last), masked; False where there is none."""
        with translated(), Session(self._engine) as database, database.begin():
            last = _last(database, session)
            if not last or (turn is not None and not 1 <= turn <= last):
                return False
            row = FeedbackRow(
                session=session, turn=turn or last, useful=useful, comment=mask(comment), given_at=self._now()
            )
            database.add(row)
        return True

    def all_feedback(self) -> list[KeptFeedback]:
        """Oldest first."""
        with translated(), Session(self._engine) as database:
            rows = database.scalars(select(FeedbackRow).order_by(FeedbackRow.id)).all()
            return [KeptFeedback(row.session, row.turn, row.useful, row.comment, row.given_at) for row in rows]

    def purge(self, before: datetime) -> int:
        """Takes away conversations without a turn since `before` (UTC); returns how many."""
        with translated(), Session(self._engine) as database, database.begin():
            old = list(database.scalars(select(SessionRow.session).where(SessionRow.touched_at < before)))
            _remove(database, old)
        return len(old)


def _remove(database: Session, sessions: list[str]) -> None:
    for start in range(0, len(sessions), 500):
        part = sessions[start : start + 500]
        database.execute(delete(FeedbackRow).where(FeedbackRow.session.in_(part)))
        database.execute(delete(TurnRow).where(TurnRow.session.in_(part)))
        database.execute(delete(SessionRow).where(SessionRow.session.in_(part)))


def _last(database: Session, session: str) -> int:
    """Number of the conversation's last turn; 0 where there is none."""
    return database.scalar(select(func.max(TurnRow.number)).where(TurnRow.session == session)) or 0


def _kept(row: TurnRow) -> KeptTurn:
    return KeptTurn(row.number, row.question, json.loads(row.answer), tuple(json.loads(row.trace)), row.asked_at)


def _memory(text: str) -> Memory:
    values = json.loads(text)
    return Memory(**{**values, "options": tuple(values["options"])})


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)
