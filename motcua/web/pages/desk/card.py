"""A procedure as the officer needs it: every field, flags, forms, versions, and the day on which a result is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from assistant.due_dates import DueDate, due_date
from knowledge.differences import Difference, differences
from knowledge.procedures import Channel, Duration, Procedure
from knowledge.versions import Version
from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.record_words import CHANNELS
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.desk.checklist import checklist_of
from motcua.web.pages.drawing import draw, is_piece
from motcua.web.pages.records import NO_RECORD, Mark
from motcua.web.public_address import public_address
from motcua.web.signed_in import needs

router = APIRouter(prefix="/desk/procedures", include_in_schema=False)

House = Annotated[Desk, Depends(desk_of)]
Officer = Annotated[SignedIn, Depends(needs(Role.DESK))]


@dataclass(frozen=True, slots=True)
class Due:
    """When a result is due: `channels` named as for people; no `due` where the record gives no number."""

    channels: str
    limit: str
    due: DueDate | None


@dataclass(frozen=True, slots=True)
class VersionChange:
    version: Version
    changed: tuple[Difference, ...]  # against the version before


@router.get("/{code}")
def card(request: Request, code: str, desk: House, _staff: Officer, mark: Mark = "") -> Response:
    record = record_of(desk, code)
    today = date.today()
    return draw(
        request,
        "desk/card.html",
        record=record,
        mark=mark,
        source=public_address(record.source.uri),
        forms=[paper for paper in record.documents if paper.form],
        versions=_versions(desk, code, today),
        dues=dues_of(record, today),
        day=today,
    )


@router.get("/{code}/due")
def due(
    request: Request, code: str, desk: House, _staff: Officer, day: Annotated[date | None, Query()] = None
) -> Response:
    record, start = record_of(desk, code), day or date.today()
    template = "desk/due.html" if is_piece(request) else "desk/due_page.html"
    return draw(request, template, record=record, dues=dues_of(record, start), day=start)


@router.get("/{code}/checklist")
def checklist(request: Request, code: str, desk: House, _staff: Officer) -> Response:
    """One sheet of A4 for the citizen, with a code that opens the source."""
    record, settings = record_of(desk, code), desk.parts.settings
    sheet = checklist_of(record, settings.public_url)
    dues = dues_of(record, date.today())
    return draw(
        request,
        "desk/checklist.html",
        record=record,
        sheet=sheet,
        dues=dues,
        day=date.today(),
        contact=settings.contact,
    )


def record_of(desk: Desk, code: str) -> Procedure:
    """Raises HTTPException 404."""
    record = desk.catalogue.procedure(code)
    if record is None:
        raise HTTPException(404, NO_RECORD)
    return record


def dues_of(record: Procedure, start: date) -> list[Due]:
    """One a time limit, with the channels that it holds for."""
    limits: dict[Duration, list[Channel]] = {}
    for method in record.submission_methods:
        if method.duration is not None:
            limits.setdefault(method.duration, []).append(method.channel)
    return [
        Due(", ".join(dict.fromkeys(CHANNELS[one] for one in channels)), limit.text, due_date(start, limit))
        for limit, channels in limits.items()
    ]


def _versions(desk: Desk, code: str, today: date) -> list[VersionChange]:
    """The newest first; nothing where there is only one."""
    held = desk.parts.histories.versions(code, today)
    if len(held) < 2:
        return []
    changed = [(), *(differences(old, new) for (_, old), (_, new) in pairwise(held))]
    return [VersionChange(version, one) for (version, _), one in zip(held, changed, strict=True)][::-1]
