"""What the studio's pages share: the workroom, the report that a path names, the voice that a form names."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Path

from motcua.accounts.roles import Role
from motcua.accounts.sign_ins import SignedIn
from motcua.background import Background
from motcua.narrations.drafts import Draft
from motcua.narrations.workroom import Workroom
from motcua.web.lifespan import background_of
from motcua.web.signed_in import changes, needs

SEE_OTHER = 303
STUDIO = "/studio"
_GONE = "Không có báo cáo này trong phòng thu; có thể đã được xóa."
_NOT_INSTALLED = "Đọc báo cáo cần phần cài thêm: chạy `pip install 'motcua[bots,speech]'`."

Officer = Annotated[SignedIn, Depends(needs(Role.DESK))]
ActingOfficer = Annotated[SignedIn, Depends(changes(Role.DESK))]


def workroom_of(background: Annotated[Background, Depends(background_of)]) -> Workroom:
    """Raises HTTPException 503 where the voices' libraries are not installed."""
    if background.workroom is None:
        raise HTTPException(503, _NOT_INSTALLED)
    return background.workroom


Room = Annotated[Workroom, Depends(workroom_of)]


def draft_of(identifier: Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")], room: Room, _staff: Officer) -> Draft:
    """For whoever is signed in. Raises HTTPException 404."""
    draft = room.drafts.get(identifier)
    if draft is None:
        raise HTTPException(404, _GONE)
    return draft


Report = Annotated[Draft, Depends(draft_of)]
