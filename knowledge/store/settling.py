"""What a procedure's life makes of its record once every file is stored: what is hidden, and what is shown.

Cheap when nothing changed: a few statements over the whole table; only records with corrections, announced ends,
conflicts or a reason to hide them are opened.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import PurePath

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from knowledge.differences import contradictions, words
from knowledge.needs import NO_NEED, Need
from knowledge.overlays import overlaid
from knowledge.passages import Kind, Passage
from knowledge.procedure_passages import procedure_passages
from knowledge.procedures import Procedure, RecordWarning
from knowledge.record_notes import LifeFlag, note
from knowledge.serialise import procedure_from_dict
from knowledge.store.database import translated
from knowledge.store.overlay_rows import overlays_of, standing_codes
from knowledge.store.passage_rows import GENERATION, advance, number_of, passage_row, remember
from knowledge.store.tables import PassageRow, ProcedureRow, RepealNoticeRow
from knowledge.store.version_rows import choose_current, record_json, standing_of
from knowledge.versions import of_one_day

# The generation that was settled last, and for which day and limit.
_SETTLED = ("settled_generation", "settled_day", "settled_limit")


@dataclass(frozen=True, slots=True)
class Settling:
    """`outdated_after`: days by which a source may be older than the newest one and still be answered from; 0: any."""

    today: date
    outdated_after: int
    passages: Callable[[Procedure], Sequence[Passage]]  # derives the passages of a record


def settling_with(needs: Mapping[str, Need], today: date, outdated_after: int) -> Settling:
    return Settling(today, outdated_after, lambda one: procedure_passages(one, needs.get(one.code, NO_NEED)))


def settle(engine: Engine, plan: Settling) -> bool:
    """Brings every record's standing up to date, in one transaction. Returns whether anything changed."""
    with translated(), Session(engine) as session, session.begin():
        if _settled(session) == (number_of(session, GENERATION), plan.today.toordinal(), plan.outdated_after):
            return False
        begun = session.scalars(select(ProcedureRow.code).where(ProcedureRow.valid_from.is_not(None)).distinct()).all()
        choose_current(session, begun, plan.today)
        changed = _hide(session, plan)
        for code in sorted(_special_codes(session)):
            changed |= _show(session, code, plan)
        if changed:
            advance(session)
        now = (number_of(session, GENERATION), plan.today.toordinal(), plan.outdated_after)
        for key, value in zip(_SETTLED, now, strict=True):
            remember(session, key, value)
        return changed


def _settled(session: Session) -> tuple[int, ...]:
    return tuple(number_of(session, key) for key in _SETTLED)


def _hide(session: Session, plan: Settling) -> bool:
    """Current records that are not answered from: known only from an old source, or a namesake without a code."""
    outdated, namesakes = _outdated(session, plan.outdated_after), _namesakes(session)
    wanted = dict.fromkeys(outdated, LifeFlag.OUTDATED_SOURCE.value) | dict.fromkeys(namesakes, LifeFlag.NAMESAKE.value)
    rows = session.execute(
        select(ProcedureRow.code, ProcedureRow.path, ProcedureRow.hidden).where(
            ProcedureRow.hidden.is_not(None) | ProcedureRow.current.is_(True)
        )
    ).all()
    changed = False
    for row in rows:
        reason = wanted.get((row.code, row.path))
        if reason != row.hidden:
            of_row = (ProcedureRow.code == row.code, ProcedureRow.path == row.path)
            session.execute(update(ProcedureRow).where(*of_row).values(hidden=reason))
            changed = True
    return changed


def _outdated(session: Session, days: int) -> set[tuple[str, str]]:
    real = (ProcedureRow.current.is_(True), ProcedureRow.sample.is_(False))
    newest = session.execute(select(func.max(ProcedureRow.as_of), func.max(ProcedureRow.evidence)).where(*real)).one()
    day = max((one for one in newest if one), default=None)
    if day is None or not days:
        return set()
    query = select(ProcedureRow.code, ProcedureRow.path).where(*real, ProcedureRow.stood_on < day - timedelta(days))
    return {(row.code, row.path) for row in session.execute(query)}


def _namesakes(session: Session) -> set[tuple[str, str]]:
    """Records whose file names no code, where another file gives a procedure of the same name with its code."""
    other = aliased(ProcedureRow)
    query = select(ProcedureRow.code, ProcedureRow.path).where(
        ProcedureRow.current.is_(True),
        ProcedureRow.derived.is_(True),
        select(other.code)
        .where(other.name_key == ProcedureRow.name_key, other.current.is_(True), other.derived.is_(False))
        .exists(),
    )
    return {(row.code, row.path) for row in session.execute(query)}


def _special_codes(session: Session) -> set[str]:
    several = select(ProcedureRow.code).group_by(ProcedureRow.code).having(func.count() > 1)
    odd = select(ProcedureRow.code).where(ProcedureRow.hidden.is_not(None) | ProcedureRow.shown.is_not(None))
    announced = select(RepealNoticeRow.code)
    found = {code for query in (several, odd, announced) for code in session.scalars(query)}
    return found | standing_codes(session)


def _show(session: Session, code: str, plan: Settling) -> bool:
    """Derives what is shown of one procedure. Returns whether that changed."""
    rows = session.scalars(select(ProcedureRow).where(ProcedureRow.code == code)).all()
    changed = False
    for row in rows:
        text = record_json(_shown(session, row, rows)) if row.current else None
        wanted = None if text == row.record else text
        if wanted != row.shown:
            row.shown = wanted
            changed = True
            _derive_passages(session, row, plan)
    session.flush()
    return changed


def _shown(session: Session, row: ProcedureRow, rows: Sequence[ProcedureRow]) -> Procedure:
    procedure = procedure_from_dict(json.loads(row.record))
    notes = [*_conflicts(row, procedure, rows), *_hidden_note(session, row)]
    ended = _ended(session, replace(procedure, warnings=(*procedure.warnings, *notes)))
    return overlaid(ended, overlays_of(session, row.code))


def _conflicts(row: ProcedureRow, procedure: Procedure, rows: Iterable[ProcedureRow]) -> list[RecordWarning]:
    """Other files that give another text for the same day; whichever is current, a person has to look."""
    flags = []
    for other in rows:
        unlike = other.path != row.path and other.content != row.content
        if unlike and of_one_day(standing_of(row), standing_of(other)):
            found = contradictions(procedure, procedure_from_dict(json.loads(other.record)))
            for field, group in groupby(found, key=lambda one: words()["conflicts"][one.field]):
                parts = list(group)
                said = "; ".join(f"{one.label}: {' | '.join(one.added)}" for one in parts)
                labels = ", ".join(one.label.lower() for one in parts)
                flags.append(note("source_conflict", field, quote=said, fields=labels, other=PurePath(other.path).name))
    return flags


def _hidden_note(session: Session, row: ProcedureRow) -> list[RecordWarning]:
    if row.hidden == LifeFlag.OUTDATED_SOURCE:
        sentence = "outdated_source" if row.as_of else "outdated_source_undated"
        return [note(sentence, day=f"{row.as_of:%d/%m/%Y}" if row.as_of else "")]
    if row.hidden == LifeFlag.NAMESAKE:
        coded = select(ProcedureRow.code).where(
            ProcedureRow.name_key == row.name_key, ProcedureRow.current.is_(True), ProcedureRow.derived.is_(False)
        )
        return [note("namesake", code=session.scalar(coded.order_by(ProcedureRow.code).limit(1)))]
    return []


def _ended(session: Session, procedure: Procedure) -> Procedure:
    """With the end that a decision announces; a source of a later day that still holds it makes that doubtful."""
    query = select(RepealNoticeRow).where(RepealNoticeRow.code == procedure.code)
    for notice in session.scalars(query.order_by(RepealNoticeRow.ends_on, RepealNoticeRow.path)):
        day = notice.ends_on
        if day and procedure.as_of and procedure.as_of > day:
            told = note(
                "repeal_contradicted",
                quote=notice.quote,
                decision=notice.decision,
                day=f"{procedure.as_of:%d/%m/%Y}",
            )
            procedure = replace(procedure, warnings=(*procedure.warnings, told))
            continue
        sentence = "no_longer_in_force" if day else "no_longer_in_force_undated"
        told = note(sentence, quote=notice.quote, decision=notice.decision, day=f"{day:%d/%m/%Y}" if day else "")
        last = day - timedelta(1) if day else procedure.valid_to
        return replace(procedure, warnings=(*procedure.warnings, told), valid_to=last)
    return procedure


def _derive_passages(session: Session, row: ProcedureRow, plan: Settling) -> None:
    procedure = procedure_from_dict(json.loads(row.shown or row.record))
    of_row = (PassageRow.path == row.path, PassageRow.document == row.code, PassageRow.kind == Kind.PROCEDURE.value)
    session.execute(delete(PassageRow).where(*of_row))
    session.add_all(passage_row(passage, row.path) for passage in plan.passages(procedure))
