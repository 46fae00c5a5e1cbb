"""The audit log: who changed what; rows are only ever added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.masking import mask
from assistant.utc import utc_now
from knowledge.store.database import translated
from motcua.office_store.tables import AuditRow

COMMAND_LINE = "cli"


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime  # UTC
    actor: str
    action: str
    target: str
    detail: str


class Audit:
    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine, self._now = engine, now

    def note(self, actor: str, action: str, target: str = "", detail: str = "") -> None:
        """`action`: "user.add"; `detail` is masked."""
        row = AuditRow(at=self._now(), actor=actor, action=action, target=target[:255], detail=mask(detail))
        with translated(), Session(self._engine) as session, session.begin():
            session.add(row)

    def newest(self, most: int = 100, before: int | None = None) -> list[tuple[int, Entry]]:
        """(number, entry), newest first; `before` a number, for the next page."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(most)
        if before is not None:
            query = query.where(AuditRow.id < before)
        with translated(), Session(self._engine) as session:
            return [
                (row.id, Entry(row.at, row.actor, row.action, row.target, row.detail)) for row in session.scalars(query)
            ]
