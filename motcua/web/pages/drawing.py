"""Templates -> responses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from knowledge.procedures import DocumentRequirement
from motcua.record_words import CHANNELS, ONLINE_LEVELS, ROLES
from motcua.web.pages.linking import citation_href, citation_label, distinct_citations, law_href
from motcua.web.pages.marking import marked
from motcua.web.pages.text_blocks import text_blocks

_PROGRAMS = ("/v1/", "/webhooks/", "/healthz", "/readyz", "/metrics", "/openapi.json")


def draw(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Never kept by a cache: pages hold what people asked."""
    known = {"request": request, "staff": getattr(request.state, "staff", None), **values}
    body = _environment().get_template(template).render(known)
    return HTMLResponse(body, status, {"Cache-Control": "no-store"})


def wants_page(request: Request) -> bool:
    """Whether a browser asks, not a program."""
    if request.url.path.startswith(_PROGRAMS):
        return False
    return "hx-request" in request.headers or "text/html" in request.headers.get("accept", "")


def is_piece(request: Request) -> bool:
    """Whether the page asks for a piece of itself, rather than a browser for a whole page."""
    return "hx-request" in request.headers


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("motcua.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"marked": marked, "day": day, "moment": moment, "blocks": text_blocks}
    environment.filters |= {"dong": dong, "by_case": by_case}
    environment.globals |= {
        "static": static,
        "citation_href": citation_href,
        "citation_label": citation_label,
        "distinct_citations": distinct_citations,
        "law_href": law_href,
        "channels": CHANNELS,
        "roles": ROLES,
        "online_levels": ONLINE_LEVELS,
    }
    return environment


@lru_cache(maxsize=64)
def static(name: str) -> str:
    """The address of a file in static/, which changes with its content."""
    content = (files("motcua.web") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def day(value: date | str | None) -> str:
    """2026-06-30 -> "30/06/2026"; empty for none."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return f"{value:%d/%m/%Y}" if value else ""


def moment(value: datetime | None) -> str:
    return f"{value:%d/%m/%Y %H:%M}" if value else ""


def dong(value: int) -> str:
    """75000 -> "75.000 đồng"."""
    return f"{value:,} đồng".replace(",", ".")


def by_case(papers: Sequence[DocumentRequirement]) -> list[tuple[str | None, list[DocumentRequirement]]]:
    """Papers under the case that they are asked for in, in the record's order."""
    return [(case, list(group)) for case, group in groupby(papers, key=lambda paper: paper.case)]
