"""Rows of corrections and confirmations."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.overlays import Overlay, OverlayKind
from knowledge.store.tables import OverlayRow


def standing_codes(session: Session) -> set[str]:
    """Codes with at least one overlay that holds."""
    return set(session.scalars(select(OverlayRow.code).where(OverlayRow.withdrawn_on.is_(None)).distinct()))


def overlays_of(session: Session, code: str) -> list[Overlay]:
    """All of them, the withdrawn ones too, in the order of signing."""
    rows = session.scalars(select(OverlayRow).where(OverlayRow.code == code).order_by(OverlayRow.number))
    return [overlay_of(row) for row in rows]


def add_overlay(session: Session, overlay: Overlay) -> int:
    """Its number in `overlay` is ignored: the store gives one, which is returned."""
    row = OverlayRow(
        code=overlay.code,
        kind=overlay.kind.value,
        field=overlay.field,
        value=_json(overlay.value),
        was=_json(overlay.was),
        resolves=_json(list(overlay.resolves)),
        signed_by=overlay.by,
        signed_on=overlay.on,
        reason=overlay.reason,
    )
    session.add(row)
    session.flush()
    return row.number


def withdraw_overlay(row: OverlayRow, by: str, on: date, reason: str) -> None:
    row.withdrawn_by, row.withdrawn_on, row.withdrawn_reason = by, on, reason


def overlay_of(row: OverlayRow) -> Overlay:
    return Overlay(
        number=row.number,
        code=row.code,
        kind=OverlayKind(row.kind),
        field=row.field,
        value=json.loads(row.value),
        was=json.loads(row.was),
        resolves=tuple(json.loads(row.resolves)),
        by=row.signed_by,
        on=row.signed_on,
        reason=row.reason,
        withdrawn_by=row.withdrawn_by,
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
