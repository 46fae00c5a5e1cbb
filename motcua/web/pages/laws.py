"""A law as a page: one article at a time, the clause that an answer cites marked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from assistant.law_shelf import Shelf
from knowledge.law.titles import short_title
from knowledge.law.validity import in_force
from knowledge.provisions import Provision
from motcua.web.compressing import compressed
from motcua.web.desk import Desk, desk_of
from motcua.web.pages.drawing import draw
from motcua.web.pages.linking import clause_anchor

router = APIRouter(include_in_schema=False)

Place = Annotated[str | None, Query(max_length=20)]
NO_LAW = "Kho dữ liệu không có văn bản hoặc điều này."


@router.get("/laws/{number:path}")
def law_page(
    request: Request,
    number: str,
    desk: Annotated[Desk, Depends(desk_of)],
    article: Annotated[str | None, Query(max_length=100)] = None,
    clause: Place = None,
    point: Place = None,
    on: Annotated[date | None, Query()] = None,
) -> Response:
    shelf = desk.law_shelf
    document = shelf.documents.get(number) if shelf else None
    if shelf is None or document is None:
        raise HTTPException(404, NO_LAW)
    day = on or date.today()
    values: dict[str, Any] = {"document": document, "title": short_title(document), "day": day}
    if article is None:
        return compressed(request, draw(request, "law.html", articles=_articles(shelf, number, day), **values))
    if (number, article) not in shelf.articles:
        raise HTTPException(404, NO_LAW)
    held = in_force(shelf.articles[number, article], day)
    cited = {(clause, point), (clause, None)} if clause else set()
    values |= {"article": article, "provisions": held, "cited": cited, "anchor": clause_anchor}
    return compressed(request, draw(request, "article.html", **values))


def _articles(shelf: Shelf, number: str, on: date) -> list[tuple[str, str]]:
    """(article, heading) in the document's order."""
    held: Iterable[Provision] = (
        one for (document, _), found in shelf.articles.items() if document == number for one in in_force(found, on)
    )
    return [(article, next(group).heading) for article, group in groupby(held, key=lambda one: one.article)]
