"""The sentences of a record's running text: what is quoted when a question is narrower than a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.procedures import Procedure

_SPLIT = re.compile(r"(?<=[.;!?])\s+(?=[^\s\d(])|\n+|(?<=;)\s*(?=[-+*•])")
_BULLET = re.compile(r"^[\s\-+*•–]+|[\s;,]+$")
_SHORTEST = 12  # characters


@dataclass(frozen=True, slots=True)
class Sentence:
    field: str  # field of the record
    text: str


def sentences_of(procedure: Procedure) -> list[Sentence]:
    """Every sentence of the record, in reading order, each once."""
    seen: set[str] = set()
    found: list[Sentence] = []
    for field, text in _texts(procedure):
        for piece in _SPLIT.split(text):
            plain = _BULLET.sub("", piece).strip()
            if len(plain) > _SHORTEST and plain not in seen:
                seen.add(plain)
                found.append(Sentence(field, plain))
    return found


def _texts(procedure: Procedure) -> Iterable[tuple[str, str]]:
    yield from (("steps", step.text) for step in procedure.steps)
    yield "conditions", procedure.conditions or ""
    yield from (("submission_methods", method.description or "") for method in procedure.submission_methods)
    yield from (("documents", document.name) for document in procedure.documents)
    yield from (("submission_methods", fee.text) for method in procedure.submission_methods for fee in method.fees)
    yield from (("results", result.name) for result in procedure.results)
