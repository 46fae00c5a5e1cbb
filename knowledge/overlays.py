"""Corrections and confirmations by people, laid over a record as its source gives it.

A correction holds as long as the source says at its place what it said when the correction was signed: a source that
has changed there may be right by now, so the correction rests and a flag asks a person. Places are written as
`knowledge.serialise` names them: "conditions", "submission_methods[0].fees", "submission_methods[*].duration".
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from knowledge.errors import RecordMalformed
from knowledge.procedures import CorrectionNote, Procedure, RecordWarning
from knowledge.record_notes import note
from knowledge.serialise import procedure_from_dict, procedure_to_dict

_PART = re.compile(r"([a-z_]+)((?:\[(?:\d+|\*)\])*)")
_INDEX = re.compile(r"\[(\d+|\*)\]")
# What a correction may not touch: which record it is, and what is said about it.
_FIXED = ("code", "source", "warnings", "sample", "corrections")


class OverlayKind(StrEnum):
    CORRECTION = "correction"
    CONFIRMATION = "confirmation"  # what was flagged is right as it stands


@dataclass(frozen=True, slots=True)
class Overlay:
    """`value`, `was`: JSON values; of a confirmation `was` is the quote of the flag and `value` null."""

    number: int
    code: str
    kind: OverlayKind
    field: str
    value: Any
    was: Any
    resolves: tuple[str, ...]  # codes of the flags that it settles
    by: str
    on: date
    reason: str
    withdrawn_by: str | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str | None = None

    @property
    def holds(self) -> bool:
        return self.withdrawn_on is None


def values_at(procedure: Procedure, field: str) -> list[Any]:
    """What the record says at a place, a value for each match. Raises RecordMalformed for a place that isn't there."""
    found = list(_targets(procedure_to_dict(procedure), field))
    if not found:
        raise RecordMalformed(f"Bản ghi không có mục «{field}».")
    return [container[key] for container, key in found]


def overlaid(procedure: Procedure, overlays: Sequence[Overlay]) -> Procedure:
    """The record with every overlay that holds. Raises RecordMalformed where a value has the wrong shape."""
    source = procedure_to_dict(procedure)
    plain = copy.deepcopy(source)
    notes: list[CorrectionNote] = []
    rests: list[RecordWarning] = []
    settled: set[tuple[str, str]] = set()
    for one in overlays:
        if not one.holds:
            continue
        if one.kind is OverlayKind.CONFIRMATION:
            settled |= {(code, str(one.was or "")) for code in one.resolves}
        elif [box[key] for box, key in _targets(source, one.field)] != one.was:
            rests.append(note("correction_rests", one.field, field=one.field, number=one.number))
        else:
            for container, key in _targets(plain, one.field):
                container[key] = copy.deepcopy(one.value)
            notes.append(CorrectionNote(one.field, one.by, one.on, one.reason))
            settled |= {(flag.code, flag.quote or "") for flag in procedure.warnings if flag.code in one.resolves}
    corrected = procedure_from_dict(plain) if notes else procedure
    left = tuple(flag for flag in procedure.warnings if (flag.code, flag.quote or "") not in settled)
    return replace(corrected, warnings=(*left, *rests), corrections=tuple(notes))


def _targets(plain: dict[str, Any], field: str) -> Iterator[tuple[Any, Any]]:
    """(container, key) of every value that the place names; nothing where it doesn't fit the record."""
    found: list[tuple[Any, Any]] = [({"": plain}, "")]
    parts = field.split(".")
    if parts[0].partition("[")[0] in _FIXED:
        return
    for part in parts:
        match = _PART.fullmatch(part)
        if match is None:
            return
        found = [(box[key], match[1]) for box, key in found if isinstance(box[key], dict) and match[1] in box[key]]
        for index in _INDEX.findall(match[2]):
            found = [pair for box, key in found for pair in _items(box[key], index)]
    yield from found


def _items(items: Any, index: str) -> Iterator[tuple[Any, int]]:
    if isinstance(items, list):
        places = range(len(items)) if index == "*" else [int(index)]
        yield from ((items, place) for place in places if place < len(items))
