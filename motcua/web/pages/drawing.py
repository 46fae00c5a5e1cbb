"""Templates -> responses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from knowledge.procedures import DocumentRequirement
from knowledge.text.lexicon import load_yaml
from motcua.casework.questions import QuestionState
from motcua.narrations.order import State
from motcua.record_words import CHANNELS, ONLINE_LEVELS, ROLES
from motcua.web.pages.linking import citation_href, citation_label, distinct_citations, law_href
from motcua.web.pages.marking import marked
from motcua.web.pages.text_blocks import text_blocks


@dataclass(frozen=True, slots=True)
class Room:
    """Where a conversation is drawn: on our own page, or in a frame on another site."""

    path: str  # its forms go to addresses that begin so
    visitor: str = ""  # the conversation's name, where no cookie can keep it
    target: str = "_self"  # where sources open


PAGE_ROOM = Room("")
_OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
_STATES = {
    QuestionState.OPEN: "Chưa giao",
    QuestionState.ASSIGNED: "Đã giao",
    QuestionState.ANSWERED: "Đã có câu trả lời",
    QuestionState.CLOSED: "Đã đóng",
}
_NARRATION_STATES = {
    State.WAITING: "đang chờ đọc",
    State.READING: "đang đọc",
    State.DONE: "đã đọc xong",
    State.FAILED: "không đọc được",
}
_STAGES = {"speaking": "Đang đọc từng câu", "mastering": "Đang cân âm lượng", "writing": "Đang ghi tệp"}
_PROGRAMS = ("/v1/", "/webhooks/", "/healthz", "/readyz", "/metrics", "/openapi.json")


def draw(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Never kept by a cache: pages hold what people asked."""
    known = {
        "request": request,
        "staff": getattr(request.state, "staff", None),
        "room": PAGE_ROOM,
        "can_listen": request.app.state.background.voice_notes.can_record,
        **values,
    }
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
    environment.filters |= {"marked": marked, "day": day, "blocks": text_blocks}
    environment.filters |= {"by_case": by_case, "reason": reason, "local": local, "plain_json": plain_json}
    environment.globals |= {
        "static": static,
        "citation_href": citation_href,
        "citation_label": citation_label,
        "distinct_citations": distinct_citations,
        "law_href": law_href,
        "channels": CHANNELS,
        "roles": ROLES,
        "online_levels": ONLINE_LEVELS,
        "states": _STATES,
        "narration_states": _NARRATION_STATES,
        "stages": _STAGES,
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


def local(value: datetime) -> str:
    """UTC, with or without a zone, as the office's clock shows it."""
    return f"{value.replace(tzinfo=UTC).astimezone(_OFFICE):%d/%m/%Y %H:%M}"


def reason(name: str) -> str:
    """A reason of an answer or a hand-over, for officers; the name itself for one that is not known."""
    return _reasons().get(name, name)


def plain_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


@lru_cache(maxsize=1)
def _reasons() -> dict[str, str]:
    text = (files("motcua.web") / "data" / "reasons.yaml").read_text(encoding="utf-8")
    return {str(name): str(words) for name, words in load_yaml(text, "reasons.yaml").items()}


def by_case(papers: Sequence[DocumentRequirement]) -> list[tuple[str | None, list[DocumentRequirement]]]:
    """Papers under the case that they are asked for in, in the record's order."""
    return [(case, list(group)) for case, group in groupby(papers, key=lambda paper: paper.case)]
