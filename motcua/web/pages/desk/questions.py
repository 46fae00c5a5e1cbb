"""Questions without a good answer: assigned, answered with a signed answer, or closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.casework.curated import LONGEST_DAYS, CuratedAnswer
from motcua.casework.drafting import Drafting
from motcua.casework.questions import Group, QuestionState
from motcua.errors import InputFailed
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw
from motcua.web.signed_in import changes, needs

router = APIRouter(prefix="/desk", include_in_schema=False)
_SEE_OTHER = 303
_LIST = "/desk/questions"
_GONE = "Không còn câu hỏi này: cuộc trò chuyện đã hết hạn lưu hoặc đã được xóa."
_UNKNOWN = "Không có tài khoản này."
_NO_WORDING = "Chọn ít nhất một cách hỏi mà câu trả lời này dùng cho."
_LONGEST = 3_000
_USUAL_DAYS = 180

House = Annotated[Desk, Depends(desk_of)]
Officer = Annotated[SignedIn, Depends(needs(Role.DESK))]
ActingOfficer = Annotated[SignedIn, Depends(changes(Role.DESK))]
ActingEditor = Annotated[SignedIn, Depends(changes(Role.EDITOR))]
Key = Annotated[str, Form(min_length=1, max_length=300)]
Short = Annotated[str, Form(max_length=200)]


@router.get("/questions")
def questions(
    request: Request, desk: House, _staff: Officer, with_closed: Annotated[bool, Query(alias="all")] = False
) -> Response:
    groups = desk.parts.staff_room.questions.groups(with_closed)
    return draw(request, "desk/questions.html", groups=groups, with_closed=with_closed)


@router.get("/question")
def question(
    request: Request, desk: House, _staff: Officer, key: Annotated[str, Query(min_length=1, max_length=300)]
) -> Response:
    return _page(request, desk, _group(desk, key))


@router.post("/question/assign")
def assign(desk: House, staff: ActingOfficer, key: Key, login: Short = "") -> Response:
    """To a user, or to nobody."""
    room, group = desk.parts.staff_room, _group(desk, key)
    logins = [one.login for one in room.users.all() if one.role.may(Role.DESK) and not one.disabled]
    if login and login not in logins:
        raise HTTPException(422, _UNKNOWN)
    state = QuestionState.ASSIGNED if login else QuestionState.OPEN
    room.questions.set_state(group.keys, state, staff.user.login, login or None)
    room.audit.note(staff.user.login, "question.assign", group.key, login)
    return RedirectResponse(_LIST, _SEE_OTHER)


@router.post("/question/close")
def close(desk: House, staff: ActingOfficer, key: Key) -> Response:
    room, group = desk.parts.staff_room, _group(desk, key)
    room.questions.set_state(group.keys, QuestionState.CLOSED, staff.user.login)
    room.audit.note(staff.user.login, "question.close", group.key)
    return RedirectResponse(_LIST, _SEE_OTHER)


@router.post("/question/sign")
def sign(
    request: Request,
    desk: House,
    staff: ActingEditor,
    key: Key,
    text: Annotated[str, Form(max_length=_LONGEST)],
    expires_on: Annotated[date, Form()],
    keys: Annotated[list[str] | None, Form()] = None,
    codes: Short = "",
    number: Short = "",
    article: Short = "",
    clause: Short = "",
    point: Short = "",
) -> Response:
    """Checked against what it cites; then the assistant gives it for this question."""
    room, group, today = desk.parts.staff_room, _group(desk, key), date.today()
    places = ["|".join((number, article, clause, point))] if number else []
    try:
        if not today <= expires_on <= today + timedelta(LONGEST_DAYS):
            raise InputFailed(f"Ngày hết hạn phải từ hôm nay đến {LONGEST_DAYS} ngày tới.")
        chosen = [one for one in group.wordings() if one in (keys or ())]
        if not chosen:
            raise InputFailed(_NO_WORDING)
        wanted = codes.replace(",", " ").split()
        citations = Drafting(desk.catalogue, desk.law_shelf).check(text, wanted, places, today)
    except InputFailed as error:
        typed = {"text": text, "codes": codes, "number": number, "article": article, "clause": clause, "point": point}
        return _page(request, desk, group, 422, str(error), typed)
    user, asked = staff.user, group.wordings()[chosen[0]]
    draft = CuratedAnswer(0, asked, text.strip(), citations, user.login, user.name, today, expires_on, None)
    signed = room.curated.sign(chosen, draft)
    room.questions.set_state(chosen, QuestionState.ANSWERED, user.login)
    room.audit.note(user.login, "curated.sign", str(signed), group.key)
    return RedirectResponse("/desk/curated", _SEE_OTHER)


@router.get("/curated")
def curated(request: Request, desk: House, _staff: Officer) -> Response:
    return draw(request, "desk/curated.html", answers=desk.parts.staff_room.curated.all(), today=date.today())


@router.post("/curated/{number}/withdraw")
def withdraw(number: int, desk: House, staff: ActingEditor) -> Response:
    room = desk.parts.staff_room
    if not room.curated.withdraw(number, staff.user.login):
        raise HTTPException(404)
    room.audit.note(staff.user.login, "curated.withdraw", str(number))
    return RedirectResponse("/desk/curated", _SEE_OTHER)


@router.get("/turns/{turn}")
def trace(
    request: Request, turn: int, desk: House, _staff: Officer, session: Annotated[str, Query(max_length=200)]
) -> Response:
    kept = desk.memories.trace(session, turn) if 0 < turn < 2**31 else None
    if kept is None:
        raise HTTPException(404, _GONE)
    return draw(request, "desk/trace.html", kept=kept, session=session)


def _group(desk: Desk, key: str) -> Group:
    group = desk.parts.staff_room.questions.find(key)
    if group is None:
        raise HTTPException(404, _GONE)
    return group


def _page(
    request: Request, desk: Desk, group: Group, status: int = 200, said: str = "", typed: dict[str, str] | None = None
) -> Response:
    users = [one for one in desk.parts.staff_room.users.all() if one.role.may(Role.DESK) and not one.disabled]
    today = date.today()
    days = {"usual": today + timedelta(_USUAL_DAYS), "first": today, "last": today + timedelta(LONGEST_DAYS)}
    return draw(
        request, "desk/question.html", status, group=group, users=users, said=said, typed=typed or {}, days=days
    )
