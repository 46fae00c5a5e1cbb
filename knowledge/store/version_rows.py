"""Rows of versions: taken in, moved to the versions of before, and chosen from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from knowledge.procedures import Procedure
from knowledge.serialise import procedure_to_dict
from knowledge.store.entries import SourceFile
from knowledge.store.tables import ProcedureRow, VersionRow
from knowledge.versions import (
    Standing,
    VersionState,
    content_digest,
    evidence_of,
    name_key,
    ranked,
    stated_older,
)

CODE_DERIVED = "code_derived"  # the flag of a record whose file names no code
_KEPT = (
    *("code", "path", "name", "sample", "decision_number", "as_of", "valid_from", "valid_to", "evidence"),
    *("sequence", "content", "digest", "record"),
)


def store_versions(session: Session, file: SourceFile, procedures: Sequence[Procedure], sequence: int) -> set[str]:
    """Stores what the file now says; what it said before becomes a version of before.

    Returns the codes whose stored text stays: the file gave a day for it that is later than the new text's own.
    """
    held = {row.code: row for row in session.scalars(select(ProcedureRow).where(ProcedureRow.path == file.path))}
    newest = max((one.as_of for one in procedures if one.as_of), default=None) if len(procedures) > 1 else None
    kept: set[str] = set()
    for procedure in procedures:
        row = _row(procedure, file, sequence, newest)
        old = held.pop(procedure.code, None)
        if old is None:
            session.add(row)
            continue
        if old.digest in ("", file.digest) or old.content == row.content:
            # The same text read again: it keeps its place in the order of ingesting.
            row.sequence, row.ingested_on = old.sequence or sequence, old.ingested_on or file.ingested_on
        elif stated_older(standing_of(row), standing_of(old)):
            session.add(_past(row, VersionState.OLDER, file.ingested_on))
            kept.add(procedure.code)
            continue
        else:
            session.add(_past(old, VersionState.REPLACED, file.ingested_on))
        session.merge(row)
    _withdraw(session, held.values(), file.ingested_on)
    return kept


def withdraw_file(session: Session, path: str, today: date) -> set[str]:
    """Moves all that the file said to the versions of before. Returns its codes."""
    rows = session.scalars(select(ProcedureRow).where(ProcedureRow.path == path)).all()
    _withdraw(session, rows, today)
    return {row.code for row in rows}


def _withdraw(session: Session, rows: Iterable[ProcedureRow], today: date) -> None:
    for row in rows:
        same = select(ProcedureRow.path).where(
            ProcedureRow.code == row.code, ProcedureRow.path != row.path, ProcedureRow.content == row.content
        )
        if session.scalar(same.limit(1)) is None:  # else its file was only moved
            session.add(_past(row, VersionState.WITHDRAWN, today))
        session.execute(
            delete(ProcedureRow).where(ProcedureRow.code == row.code, ProcedureRow.path == row.path),
            execution_options={"synchronize_session": "fetch"},
        )


def choose_current(session: Session, codes: Iterable[str], today: date) -> None:
    """Of several files on one code, the one that `ranked` puts last is current."""
    session.flush()
    columns = (
        *(ProcedureRow.path, ProcedureRow.sample, ProcedureRow.as_of, ProcedureRow.evidence),
        *(ProcedureRow.decision_number, ProcedureRow.sequence, ProcedureRow.valid_from, ProcedureRow.current),
    )
    for code in sorted(codes):
        rows = session.execute(select(*columns).where(ProcedureRow.code == code).order_by(ProcedureRow.path)).all()
        if not rows:
            continue
        standings = [
            Standing(row.sample, row.as_of, row.evidence, row.decision_number, row.sequence, row.valid_from)
            for row in rows
        ]
        chosen = rows[ranked(standings, today)[-1]].path
        for row in rows:
            if row.current != (row.path == chosen):
                of_row = (ProcedureRow.code == code, ProcedureRow.path == row.path)
                session.execute(update(ProcedureRow).where(*of_row).values(current=row.path == chosen))


def standing_of(row: ProcedureRow | VersionRow) -> Standing:
    return Standing(row.sample, row.as_of, row.evidence, row.decision_number, row.sequence, row.valid_from)


def _row(procedure: Procedure, file: SourceFile, sequence: int, newest: date | None) -> ProcedureRow:
    """`newest`: the latest day that the file gives for any of its records; it was published no earlier."""
    return ProcedureRow(
        code=procedure.code,
        path=file.path,
        name=procedure.name,
        sector=procedure.sector,
        sample=procedure.sample,
        as_of=procedure.as_of,
        current=False,
        record=record_json(procedure),
        decision_number=procedure.decision_number,
        valid_from=procedure.valid_from,
        valid_to=procedure.valid_to,
        evidence=evidence_of(procedure, file.ingested_on),
        stood_on=procedure.as_of or newest,
        sequence=sequence,
        content=content_digest(procedure),
        digest=file.digest,
        ingested_on=file.ingested_on,
        name_key=name_key(procedure.name),
        derived=procedure.has_warning(CODE_DERIVED),
        hidden=None,
        shown=None,
    )


def _past(row: ProcedureRow, state: VersionState, today: date) -> VersionRow:
    values = {name: getattr(row, name) for name in _KEPT}
    return VersionRow(**values, ingested_on=row.ingested_on or today, ended_on=today, state=state.value)


def record_json(procedure: Procedure) -> str:
    return json.dumps(procedure_to_dict(procedure), ensure_ascii=False, separators=(",", ":"))
