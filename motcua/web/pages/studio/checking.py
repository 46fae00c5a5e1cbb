"""The reading check: written and spoken side by side, a word corrected, its sentence heard again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi import Path as PathPart
from fastapi.responses import FileResponse, RedirectResponse

from motcua.errors import InputFailed
from motcua.narrations.drafts import Draft
from motcua.narrations.office_words import LONGEST
from motcua.narrations.voice_choices import TEMPI, chosen_voice, voice_choices
from motcua.narrations.workroom import Workroom
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw, is_piece
from motcua.web.pages.studio.progress import narration_values
from motcua.web.pages.studio.room import SEE_OTHER, STUDIO, ActingOfficer, Report, Room
from tts.errors import TtsError
from tts.reading import CheckRow

router = APIRouter(prefix=STUDIO, include_in_schema=False)
_PAGE = 40  # sentences
_NO_SENTENCE = "Báo cáo không có câu này."
_MOST = 100_000

House = Annotated[Desk, Depends(desk_of)]
Tempo = Annotated[float, Query(ge=0.5, le=2)]
Number = Annotated[int, Query(ge=0, le=_MOST)]
Word = Annotated[str, Form(min_length=1, max_length=LONGEST)]


@router.get("/{identifier}")
def check(
    request: Request, draft: Report, room: Room, desk: House, start: Annotated[int, Query(ge=0, le=_MOST)] = 0
) -> Response:
    try:
        rows, script = room.rows(draft), room.script(draft)
    except TtsError as error:
        raise HTTPException(422, error.message) from error
    return draw(
        request,
        "studio/check.html",
        draft=draft,
        title=script.title or draft.name,
        rows=rows[start : start + _PAGE],
        guessed=sum(bool(row.guesses) for row in rows),
        total=len(rows),
        left_out=script.left_out,
        start=start,
        page=_PAGE,
        voices=voice_choices(desk.parts.settings),
        tempi=TEMPI,
        **narration_values(room, draft),
    )


@router.post("/{identifier}/word")
def correct(
    request: Request,
    staff: ActingOfficer,  # asked first: whoever may not gets no word on what there is
    draft: Report,
    room: Room,
    desk: House,
    at: Annotated[int, Form(ge=0, le=_MOST)],
    written: Word,
    spoken: Word,
) -> Response:
    """Holds for every report of the office from now on."""
    said = ""
    try:
        room.words.put(written, spoken)
        desk.parts.staff_room.audit.note(staff.user.login, "word.put", written, spoken)
    except InputFailed as error:
        said = str(error)
    if not is_piece(request):
        if said:
            raise HTTPException(422, said)
        return RedirectResponse(f"{STUDIO}/{draft.id}#cau-{at}", SEE_OTHER)
    row = _row(room, draft, at)
    return draw(request, "studio/row.html", draft=draft, row=row, said=said, changed=not said)


@router.get("/{identifier}/hear")
def hear(
    request: Request, draft: Report, room: Room, desk: House, at: Number, voice: str = "", rate: Tempo = 1.0
) -> Response:
    """One sentence, in the voice that is chosen."""
    try:
        path = room.hear(_row(room, draft, at), chosen_voice(desk.parts.settings, voice), rate)
    except TtsError as error:
        raise HTTPException(422, error.message) from error
    address = f"{STUDIO}/{draft.id}/heard/{path.name}"
    return draw(request, "listen.html", source=address) if is_piece(request) else RedirectResponse(address, SEE_OTHER)


@router.get("/{identifier}/heard/{name}.mp3")
def heard(_draft: Report, room: Room, name: Annotated[str, PathPart(pattern=r"^[0-9a-f]{40}$")]) -> Response:
    path = room.heard(name)
    if path is None:
        raise HTTPException(404, _NO_SENTENCE)
    return FileResponse(path, media_type="audio/mpeg")


def _row(room: Workroom, draft: Draft, number: int) -> CheckRow:
    """Raises HTTPException 404, 422."""
    try:
        found = next((row for row in room.rows(draft) if row.number == number), None)
    except TtsError as error:
        raise HTTPException(422, error.message) from error
    if found is None:
        raise HTTPException(404, _NO_SENTENCE)
    return found
