"""Versions and changes as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from knowledge.differences import Difference, label_of_place
from knowledge.store.histories import Change
from knowledge.versions import Version, VersionState

_STATES = {
    VersionState.CURRENT: "hiện hành",
    VersionState.SUPERSEDED: "đã có bản mới hơn",
    VersionState.REPLACED: "đã được thay trong tệp",
    VersionState.WITHDRAWN: "nguồn đã bị rút",
    VersionState.OLDER: "nạp sau nhưng cũ hơn",
}
_KINDS = {
    "changed": "Thay đổi nội dung",
    "added": "Thủ tục mới trong kho",
    "withdrawn": "Không còn nguồn nào",
    "ended": "Hết hiệu lực",
    "corrected": "Được đính chính",
}


def version_line(version: Version) -> str:
    """ "2. ngày 01/07/2026 - nay, Quyết định ..., tệp a.json, hiện hành"."""
    start, end = _day(version.as_of), _day(version.valid_to)
    dated = f"dữ liệu ngày {start}" if start else f"nạp ngày {_day(version.ingested_on)}, nguồn không nêu ngày"
    parts = [
        dated,
        f"đến hết ngày {end}" if end else None,
        f"Quyết định {version.decision_number}" if version.decision_number else None,
        f"tệp {version.source.path.rsplit('/', 1)[-1]}",
        _STATES[version.state],
    ]
    return f"{version.number}. {', '.join(filter(None, parts))}"


def difference_lines(found: Sequence[Difference]) -> Iterator[str]:
    if not found:
        yield "Hai bản ghi như nhau."
    for one in found:
        yield f"{one.label}:"
        yield from (f"  - {line}" for line in one.removed)
        yield from (f"  + {line}" for line in one.added)


def change_lines(found: Sequence[Change], since: date) -> Iterator[str]:
    if not found:
        yield f"Từ ngày {_day(since)} đến nay không có gì thay đổi."
    by_kind = sorted(found, key=lambda one: (list(_KINDS).index(one.kind), one.code))
    for kind, group in groupby(by_kind, key=lambda one: one.kind):
        same = list(group)
        yield f"{_KINDS[kind]}: {len(same)}"
        for one in same:
            yield f"  {one.code}  {one.name}{_when(one)}"
            yield from (f"    {line}" for line in (difference_lines(one.differences) if one.differences else ()))


def _when(change: Change) -> str:
    if change.correction is not None:
        signed = change.correction
        return f" ({label_of_place(signed.field)}: {signed.by}, {_day(signed.on)}, {signed.reason})"
    if change.kind == "ended" and change.on:
        return f" (hết ngày {_day(change.on)})"
    return ""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
