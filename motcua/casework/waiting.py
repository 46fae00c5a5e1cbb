"""Citizens of the web who wait for a person. The machine goes on answering meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from assistant.masking import mask
from assistant.utc import utc_now
from knowledge.store.database import translated
from motcua.office_store.tables import ReplyRow, WaitingRow


@dataclass(frozen=True, slots=True)
class StaffReply:
    staff: str
    text: str
    at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class Waiting:
    session: str
    reason: str
    note: str  # masked
    contact: str  # what the citizen left to be reached by; empty once the case is closed
    since: datetime  # UTC
    staff: str | None
    is_open: bool
    replies: tuple[StaffReply, ...] = ()


class WaitingRoom:
    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._now = engine, now

    def enter(self, session: str, reason: str, note: str = "", contact: str = "") -> None:
        """A second time keeps the place in the queue and adds what is new; a closed case opens again."""
        with translated(), Session(self._engine) as database, database.begin():
            row = database.get(WaitingRow, session)
            if row is None:
                row = WaitingRow(session=session, reason=reason, note="", contact="", since=self._now())
                database.add(row)
            elif row.closed_at is not None:
                row.reason, row.since, row.closed_at = reason, self._now(), None
            row.note = "\n".join(filter(None, (row.note, mask(note.strip()))))
            row.contact = contact.strip() or row.contact

    def queue(self) -> list[Waiting]:
        """The longest waiting first."""
        query = select(WaitingRow).where(WaitingRow.closed_at.is_(None)).order_by(WaitingRow.since)
        with translated(), Session(self._engine) as database:
            return [_waiting(row) for row in database.scalars(query)]

    def find(self, session: str) -> Waiting | None:
        """Open or closed, with what officers replied."""
        query = select(ReplyRow).where(ReplyRow.session == session).order_by(ReplyRow.id)
        with translated(), Session(self._engine) as database:
            row = database.get(WaitingRow, session)
            if row is None:
                return None
            return _waiting(row, tuple(StaffReply(one.staff, one.text, one.at) for one in database.scalars(query)))

    def reply(self, session: str, text: str, login: str, name: str) -> bool:
        """False where nobody waits so."""
        with translated(), Session(self._engine) as database, database.begin():
            row = database.get(WaitingRow, session)
            if row is None or row.closed_at is not None:
                return False
            row.staff = login
            database.add(ReplyRow(session=session, staff=name, text=text.strip(), at=self._now()))
        return True

    def close(self, session: str) -> bool:
        """Forgets how to reach the citizen; False where nobody waits so."""
        with translated(), Session(self._engine) as database, database.begin():
            row = database.get(WaitingRow, session)
            if row is None or row.closed_at is not None:
                return False
            row.closed_at, row.contact = self._now(), ""
        return True

    def erase(self, session: str) -> None:
        with translated(), Session(self._engine) as database, database.begin():
            _remove(database, [session])

    def purge(self, before: datetime) -> int:
        """Takes away cases that were closed, or have waited, since before then (UTC)."""
        with translated(), Session(self._engine) as database, database.begin():
            old = list(
                database.scalars(
                    select(WaitingRow.session).where(
                        (WaitingRow.closed_at < before) | (WaitingRow.closed_at.is_(None) & (WaitingRow.since < before))
                    )
                )
            )
            _remove(database, old)
        return len(old)


def _remove(database: Session, sessions: list[str]) -> None:
    database.execute(delete(ReplyRow).where(ReplyRow.session.in_(sessions)))
    database.execute(delete(WaitingRow).where(WaitingRow.session.in_(sessions)))


def _waiting(row: WaitingRow, replies: tuple[StaffReply, ...] = ()) -> Waiting:
    return Waiting(row.session, row.reason, row.note, row.contact, row.since, row.staff, row.closed_at is None, replies)
