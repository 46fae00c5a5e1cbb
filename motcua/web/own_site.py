"""A form of another site can't be sent here in a person's name."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import HTTPException, Request

_OWN = frozenset({"same-origin", "none"})  # "none": typed or bookmarked
FOREIGN = "Yêu cầu được gửi từ một trang khác nên không được thực hiện."


def own_site(request: Request) -> None:
    """Raises HTTPException 403. Browsers say where a form stands; who says nothing is no browser and has no cookies."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    foreign = site not in _OWN if site else bool(origin) and urlsplit(str(origin)).netloc != request.headers.get("host")
    if foreign:
        raise HTTPException(403, FOREIGN)
