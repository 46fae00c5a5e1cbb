"""How many questions, about what, and how they went: charts, a sheet to take along, a monthly report to hear."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.statistics.answer_log import OFFICE_ZONE
from motcua.statistics.figures import Figures, Period
from motcua.statistics.monthly_report import monthly_report
from motcua.statistics.tables import STATUSES, percent, summary_of, tables_of
from motcua.statistics.workbook import workbook
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.desk.day_chart import day_chart
from motcua.web.pages.drawing import draw, reason
from motcua.web.pages.studio.room import STUDIO, Room
from motcua.web.signed_in import changes, needs

router = APIRouter(prefix="/desk/stats", include_in_schema=False)
_SEE_OTHER = 303
_USUAL = timedelta(29)
_LONGEST_DAYS = 366
_PERIOD = "Ngày đầu phải trước ngày cuối, và không quá 366 ngày."
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHOWN = 10  # rows of a ranking on the page

House = Annotated[Desk, Depends(desk_of)]
Officer = Annotated[SignedIn, Depends(needs(Role.DESK))]
ActingOfficer = Annotated[SignedIn, Depends(changes(Role.DESK))]
Month = Annotated[str, Form(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]


def period_of(first: Annotated[date | None, Query()] = None, last: Annotated[date | None, Query()] = None) -> Period:
    """The last thirty days where nothing is said. Raises HTTPException 422."""
    end = last or today()
    start = first or end - _USUAL
    if not 0 <= (end - start).days < _LONGEST_DAYS:
        raise HTTPException(422, _PERIOD)
    return Period(start, end)


Days = Annotated[Period, Depends(period_of)]


@router.get("")
def stats(request: Request, desk: House, _staff: Officer, period: Days) -> Response:
    figures = _figures(desk, period)
    return draw(
        request,
        "desk/stats.html",
        figures=figures,
        chart=day_chart(figures.days),
        tables=tables_of(figures, reason),
        statuses=STATUSES,
        percent=percent,
        shown=_SHOWN,
        month=f"{last_month(today()):%Y-%m}",
    )


@router.get("/export.xlsx")
def export(desk: House, _staff: Officer, period: Days) -> Response:
    figures = _figures(desk, period)
    content = workbook([summary_of(figures), *tables_of(figures, reason).values()])
    return _file(content, _XLSX, f"thong-ke-{period.first}-{period.last}.xlsx")


@router.post("/report.docx")
def report(desk: House, _staff: ActingOfficer, month: Month) -> Response:
    return _file(monthly_report(_figures(desk, month_of(month))), _DOCX, report_name(month))


@router.post("/studio")
def to_studio(
    desk: House,
    room: Room,
    staff: ActingOfficer,
    month: Month,
) -> Response:
    """The monthly report as a report to be read aloud."""
    draft = room.drafts.add(report_name(month), monthly_report(_figures(desk, month_of(month))), staff.user.login)
    desk.parts.staff_room.audit.note(staff.user.login, "report.bring", draft.id, draft.name)
    return RedirectResponse(f"{STUDIO}/{draft.id}", _SEE_OTHER)


def today() -> date:
    """At the office."""
    return datetime.now(OFFICE_ZONE).date()


def last_month(day: date) -> date:
    """Its first day."""
    return (day.replace(day=1) - timedelta(1)).replace(day=1)


def month_of(month: str) -> Period:
    first = date.fromisoformat(f"{month}-01")
    return Period(first, first.replace(day=monthrange(first.year, first.month)[1]))


def report_name(month: str) -> str:
    return f"bao-cao-hoi-dap-{month}.docx"


def _figures(desk: Desk, period: Period) -> Figures:
    return desk.parts.staff_room.statistics.figures(period, desk.catalogue.titles())


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)
