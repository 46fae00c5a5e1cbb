"""What a response was worth to a citizen: an answer, an honest word that something is away, or a failure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

_STATUSES = frozenset({"answered", "clarify", "refused", "handoff", "smalltalk"})
_OUTAGE, _FULL = 503, 429
_INTERNALS = re.compile(r"Traceback|Error\b|Exception|sqlalchemy|psycopg|chroma|httpx|File \"|127\.0\.0\.1")
_VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵ]", re.I)
_SORRY = "Xin anh/chị thử lại"  # a citizen must be told what to do


class Verdict(StrEnum):
    ANSWERED = "answered"
    OUTAGE = "outage"  # said honestly: 503, when to come back, and one plain sentence
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what came of it. `turns`: the conversation up to it; `at`: Unix seconds when it was sent;
    `tries`: how many processes were asked; `own_ms`: what the server says that the answer took."""

    at: float
    milliseconds: float
    conversation: str
    turns: tuple[str, ...]
    verdict: Verdict
    why: str
    tries: int
    text: str
    own_ms: float | None = None


def verdict_of(status: int, headers: Mapping[str, str], body: str) -> tuple[Verdict, str, dict[str, Any]]:
    """`status` 0: no response. -> the verdict, why (empty for an answer), and the document that was sent."""
    try:
        document = json.loads(body)
    except ValueError:
        document = {}
    if not isinstance(document, dict) or not document:
        return Verdict.FAILED, f"{status or 'no connection'} without a document", {}
    if status == 200:
        fault = _fault_of_answer(document)
        return (Verdict.FAILED, fault, document) if fault else (Verdict.ANSWERED, "", document)
    if status == _OUTAGE:
        fault = _fault_of_outage(headers, document)
        return (Verdict.FAILED, fault, document) if fault else (Verdict.OUTAGE, document["detail"], document)
    return Verdict.FAILED, f"{status} {str(document.get('detail', ''))[:80]}", document


def shows_inside(said: str) -> bool:
    """Whether a sentence for people names what only who runs the server should read."""
    return _INTERNALS.search(said) is not None


def _fault_of_answer(document: Mapping[str, Any]) -> str:
    if document.get("status") not in _STATUSES:
        return "an answer of no known status"
    text = str(document.get("text", ""))
    if not text.strip():
        return "an answer without words"
    return "an answer that shows its inside" if "Traceback" in text else ""


def _fault_of_outage(headers: Mapping[str, str], document: Mapping[str, Any]) -> str:
    said = str(document.get("detail", ""))
    if shows_inside(said):
        return "503 that shows its inside"
    if not _VIETNAMESE.search(said) or _SORRY not in said:
        return "503 without a sentence for citizens"
    return "" if {name.lower() for name in headers} >= {"retry-after"} else "503 that does not say when to come back"


def write_line(path: Path, asked: Asked) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(asked), ensure_ascii=False) + "\n")


def read_lines(path: Path) -> tuple[Asked, ...]:
    """In the order of their responses."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return tuple(Asked(**{**row, "turns": tuple(row["turns"]), "verdict": Verdict(row["verdict"])}) for row in rows)
