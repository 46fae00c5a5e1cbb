"""Effective dates that a law states for some of its provisions only.

"Quy định tại điểm m khoản 3 Điều 6 ... có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026": those provisions hold from
that day. Where only some vehicles or persons are meant ("đối với ...") the provision keeps its day and carries a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.laws.warnings import LawIssue, LawWarning
from knowledge.law.targets import Target, parse_targets
from knowledge.law.titles import place
from knowledge.provisions import Provision
from knowledge.text.fold import fold

_STATEMENT = re.compile(
    r"co hieu luc (?:thi hanh )?(?:(?:ke )?tu ngay (?P<day>\d{1,2}) thang (?P<month>\d{1,2}) nam (?P<year>\d{4})"
    r"|(?P<open>theo quy dinh))"
)
_PLACE = re.compile(r"(hieu luc|dieu khoan) thi hanh")


@dataclass(frozen=True, slots=True)
class SpecialDate:
    targets: tuple[Target, ...]
    on: date | None  # None: "theo quy định của pháp luật ...": no day is stated
    partial: bool  # holds for some of those concerned only
    by: Provision
    words: str  # the statement itself


def special_dates(provisions: Sequence[Provision]) -> Iterator[SpecialDate]:
    """The statements of one document's provisions, in order."""
    for provision in provisions:
        if not _PLACE.search(fold(provision.heading).lower()) or provision.clause is None:
            continue
        folded = fold(provision.text).lower()
        start = 0
        for match in _STATEMENT.finditer(folded):
            what = provision.text[start : match.start()]
            targets = parse_targets(what, provision.article, provision.clause)
            if targets:
                on = None if match["open"] else date(int(match["year"]), int(match["month"]), int(match["day"]))
                end = folded.find(";", match.end())
                words = provision.text[start : end if end >= 0 else len(folded)].strip(" ;")
                yield SpecialDate(targets, on, "đối với" in what, provision, words)
            start = match.end()


def _concerns(target: Target, provision: Provision) -> bool:
    return (
        provision.article == target.article
        and target.clause in (None, "?", provision.clause)
        and target.point in (None, provision.point)
    )


def apply_special_dates(
    versions: Sequence[Provision], dates: Sequence[SpecialDate]
) -> tuple[list[Provision], list[LawWarning]]:
    """`versions` with the stated days and notes. A date set by an amending text concerns that text's versions only."""
    changed = list(versions)
    times = Counter(version.address for version in versions)
    warnings: list[LawWarning] = []
    for special in dates:
        for target in special.targets:
            if not target.readable:
                warnings.append(LawWarning(LawIssue.DATE_NOT_APPLIED, special.by.address, f"{target}: {special.words}"))
            for index, version in enumerate(changed):
                meant = version.document == special.by.document and _is_meant(special, target, version)
                if meant and (target.readable or times[version.address] == 1):
                    changed[index] = _dated(version, special, target)
    return changed, warnings


def _source(version: Provision) -> str | None:
    return version.amended_by.split("|")[0] if version.amended_by else None


def _is_meant(special: SpecialDate, target: Target, version: Provision) -> bool:
    if _source(version) != _source(special.by):
        return False
    if not target.readable:  # the letter is lost: every point that the same text added to the clause is in doubt
        named = any(other.readable and _concerns(other, version) for other in special.targets)
        return version.point is not None and _concerns(replace(target, point=None), version) and not named
    return _concerns(target, version)


def _dated(version: Provision, special: SpecialDate, target: Target) -> Provision:
    if special.on is None or special.partial or not target.readable:
        note = f"{special.words.rstrip('.')} ({place(special.by)})."
        return replace(version, notes=tuple(dict.fromkeys((*version.notes, note))))
    if version.amended_by and version.effective_on and special.on < version.effective_on:
        return version
    return replace(version, effective_on=special.on)
