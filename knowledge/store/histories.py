"""Reads the versions of procedures, of now and of before, and what changed between two days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from knowledge.differences import Difference, differences
from knowledge.procedures import CorrectionNote, Procedure, Source
from knowledge.serialise import procedure_from_dict
from knowledge.store.database import translated
from knowledge.store.tables import OverlayRow, ProcedureRow, VersionRow
from knowledge.store.version_rows import standing_of
from knowledge.versions import Version, VersionState, known_day, ranked

Held = tuple[Version, Procedure]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a procedure since a day. `kind`: added, changed, withdrawn, ended or corrected."""

    kind: str
    code: str
    name: str
    on: date | None  # when the store took it in; of an end its last day
    differences: tuple[Difference, ...] = ()
    correction: CorrectionNote | None = None


class Histories:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def versions(self, code: str, today: date) -> list[Held]:
        """Every version with its record as the source gave it, the oldest first, the current one last."""
        with translated(), Session(self._engine) as session:
            return _held(_rows(session, [code]), today)

    def changes(self, since: date, today: date) -> list[Change]:
        """What is different from what the store held before `since`, by code; corrections and ends too."""
        with translated(), Session(self._engine) as session:
            touched = set(session.scalars(select(ProcedureRow.code).where(ProcedureRow.ingested_on >= since)))
            touched |= set(session.scalars(select(VersionRow.code).where(VersionRow.ended_on >= since)))
            found: list[Change] = []
            for code in sorted(touched):
                found += _changes(_rows(session, [code]), since, today)
            found += _corrections(session, since)
            found += _ends(session, since)
        return sorted(found, key=lambda change: (change.code, change.kind))


def _rows(session: Session, codes: Sequence[str]) -> list[ProcedureRow | VersionRow]:
    past = session.scalars(select(VersionRow).where(VersionRow.code.in_(codes)).order_by(VersionRow.id)).all()
    present = session.scalars(
        select(ProcedureRow).where(ProcedureRow.code.in_(codes)).order_by(ProcedureRow.path)
    ).all()
    return [*past, *present]


def _held(rows: Sequence[ProcedureRow | VersionRow], today: date) -> list[Held]:
    ordered = [rows[place] for place in ranked([standing_of(row) for row in rows], today)]
    current = [row for row in ordered if isinstance(row, ProcedureRow) and row.current]
    ordered = [*(row for row in ordered if row not in current), *current]
    return [
        (_version(row, number, ordered[number] if number < len(ordered) else None), _record(row))
        for number, row in enumerate(ordered, start=1)
    ]


def _version(row: ProcedureRow | VersionRow, number: int, following: ProcedureRow | VersionRow | None) -> Version:
    record = _record(row)
    day = known_day(standing_of(row))
    return Version(
        number=number,
        code=row.code,
        name=row.name,
        state=_state(row),
        decision_number=row.decision_number,
        as_of=row.as_of,
        valid_from=row.valid_from or row.as_of,
        valid_to=row.valid_to or _until(following, day),
        source=Source(record.source.uri, row.path, row.digest, record.source.retrieved_on),
        ingested_on=row.ingested_on or date.min,
        ended_on=row.ended_on if isinstance(row, VersionRow) else None,
        content=row.content,
    )


def _until(following: ProcedureRow | VersionRow | None, begun: date) -> date | None:
    """The day before the next version's, where that is known."""
    if following is None or not (following.valid_from or following.as_of):
        return None
    start = following.valid_from or following.as_of or date.max
    return start - timedelta(1) if start > begun else None


def _state(row: ProcedureRow | VersionRow) -> VersionState:
    if isinstance(row, VersionRow):
        return VersionState(row.state)
    return VersionState.CURRENT if row.current else VersionState.SUPERSEDED


def _record(row: ProcedureRow | VersionRow) -> Procedure:
    return procedure_from_dict(json.loads(row.record))


def _changes(rows: Sequence[ProcedureRow | VersionRow], since: date, today: date) -> Iterable[Change]:
    """Between what was current just before `since` and what is now."""
    before = [row for row in rows if (row.ingested_on or date.min) < since and _stood(row, since)]
    now = next((row for row in rows if isinstance(row, ProcedureRow) and row.current), None)
    old = before[ranked([standing_of(row) for row in before], since)[-1]] if before else None
    if now is None:
        if old is not None:
            yield Change("withdrawn", old.code, old.name, _ended_on(rows))
    elif old is None:
        yield Change("added", now.code, now.name, now.ingested_on)
    elif old.content != now.content:
        found = differences(_record(old), _record(now))
        if found:
            yield Change("changed", now.code, now.name, now.ingested_on, found)


def _stood(row: ProcedureRow | VersionRow, since: date) -> bool:
    """Whether a file still said so on the day before `since`."""
    return isinstance(row, ProcedureRow) or (row.ended_on >= since and row.state != VersionState.OLDER)


def _ended_on(rows: Sequence[ProcedureRow | VersionRow]) -> date | None:
    return max((row.ended_on for row in rows if isinstance(row, VersionRow)), default=None)


def _corrections(session: Session, since: date) -> Iterable[Change]:
    query = (
        select(OverlayRow, ProcedureRow.name)
        .join(ProcedureRow, (ProcedureRow.code == OverlayRow.code) & ProcedureRow.current.is_(True))
        .where(OverlayRow.signed_on >= since, OverlayRow.withdrawn_on.is_(None), OverlayRow.kind == "correction")
        .order_by(OverlayRow.number)
    )
    for row, name in session.execute(query):
        signed = CorrectionNote(row.field, row.signed_by, row.signed_on, row.reason)
        yield Change("corrected", row.code, name, row.signed_on, correction=signed)


def _ends(session: Session, since: date) -> Iterable[Change]:
    announced = ProcedureRow.shown.is_not(None) | ProcedureRow.valid_to.is_not(None)
    query = select(ProcedureRow).where(ProcedureRow.current.is_(True), announced)
    for row in session.scalars(query):
        last = procedure_from_dict(json.loads(row.shown or row.record)).valid_to
        if last is not None and last >= since - timedelta(1):
            yield Change("ended", row.code, row.name, last)
