"""The days that the catalogue's data is of: what the ask page says beside the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.store.database import translated
from knowledge.store.tables import ProcedureRow, SourceFileRow
from motcua.web.desk import Desk


@dataclass(frozen=True, slots=True)
class DataDays:
    as_of: date | None  # newest day for which a current record is known to say what it says
    loaded: date | None  # when a file was last read into the store


def data_days(desk: Desk) -> DataDays:
    newest = select(func.max(ProcedureRow.as_of)).where(ProcedureRow.current.is_(True))
    with translated(), Session(desk.parts.engine) as session:
        return DataDays(_day(session.scalar(newest)), _day(session.scalar(select(func.max(SourceFileRow.ingested_on)))))


def _day(value: object) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))
