"""Corrections and confirmations in the store, and the records that have flags."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from knowledge.errors import KnowledgeError
from knowledge.overlays import Overlay, OverlayKind, overlaid
from knowledge.procedures import Procedure
from knowledge.serialise import procedure_from_dict
from knowledge.store.database import translated
from knowledge.store.overlay_rows import add_overlay, overlay_of, overlays_of, withdraw_overlay
from knowledge.store.passage_rows import advance
from knowledge.store.tables import OverlayRow, ProcedureRow


class Reviews:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def source_record(self, code: str) -> Procedure | None:
        """The current record as its source gives it, without corrections."""
        with translated(), Session(self._engine) as session:
            record = session.scalar(
                select(ProcedureRow.record).where(ProcedureRow.code == code, ProcedureRow.current.is_(True))
            )
        return procedure_from_dict(json.loads(record)) if record else None

    def sign(self, overlay: Overlay) -> int:
        """Stores a correction or confirmation and returns its number; an earlier correction of the place gives way.

        Raises RecordMalformed where the record would not be one any more; nothing is stored then.
        """
        with translated(), Session(self._engine) as session, session.begin():
            earlier = session.scalars(
                select(OverlayRow).where(
                    OverlayRow.code == overlay.code,
                    OverlayRow.kind == OverlayKind.CORRECTION.value,
                    OverlayRow.field == overlay.field,
                    OverlayRow.withdrawn_on.is_(None),
                )
            ).all()
            if overlay.kind is OverlayKind.CORRECTION:
                for row in earlier:
                    withdraw_overlay(row, overlay.by, overlay.on, overlay.reason)
            number = add_overlay(session, overlay)
            advance(session)
            record = session.scalar(
                select(ProcedureRow.record).where(ProcedureRow.code == overlay.code, ProcedureRow.current.is_(True))
            )
            if record is not None:
                overlaid(procedure_from_dict(json.loads(record)), overlays_of(session, overlay.code))
        return number

    def withdraw(self, number: int, by: str, on: date, reason: str) -> Overlay:
        """Raises KnowledgeError where no overlay of that number holds."""
        with translated(), Session(self._engine) as session, session.begin():
            row = session.get(OverlayRow, number)
            if row is None or row.withdrawn_on is not None:
                raise KnowledgeError(f"Không có đính chính hay xác nhận số {number} còn áp dụng.")
            withdraw_overlay(row, by, on, reason)
            advance(session)
            return overlay_of(row)

    def overlays(self, code: str) -> list[Overlay]:
        """All of one procedure, the withdrawn ones too."""
        with translated(), Session(self._engine) as session:
            return overlays_of(session, code)

    def confirmed(self) -> set[tuple[str, str, str]]:
        """(code, flag, quote) of every confirmation that holds."""
        query = select(OverlayRow).where(
            OverlayRow.kind == OverlayKind.CONFIRMATION.value, OverlayRow.withdrawn_on.is_(None)
        )
        with translated(), Session(self._engine) as session:
            held = [overlay_of(row) for row in session.scalars(query)]
        return {(one.code, flag, str(one.was or "")) for one in held for flag in one.resolves}

    def current_records(self) -> Iterator[Procedure]:
        """Every current record as it is shown, those that are not answered from too, by code."""
        shown = func.coalesce(ProcedureRow.shown, ProcedureRow.record)
        query = select(shown).where(ProcedureRow.current.is_(True)).order_by(ProcedureRow.code)
        with translated(), Session(self._engine) as session:
            for record in session.scalars(query).yield_per(200):
                yield procedure_from_dict(json.loads(record))
