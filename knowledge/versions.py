"""Versions of one procedure: what tells them apart, and which of them is current.

Rule (docs/decisions): real data wins over the shipped sample; then the later day for which the source is known; a
source without a day counts from what its text shows it to be younger than; then the decision's number where one
authority numbered both; then what was ingested later.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from knowledge.procedures import Procedure, Source
from knowledge.serialise import procedure_to_dict
from knowledge.text.clean import one_line
from knowledge.text.fold import fold

_YEAR = re.compile(r"/((?:19|20)\d{2})/")
# RFC 9562, 5.7: the first 48 bits of a UUID of version 7 are the milliseconds at which it was made.
_UUID7 = re.compile(r"(?<![0-9a-f])([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_DECISION = re.compile(r"(\d{1,6})(?:/\d{4})?/(QĐ-\S+)", re.IGNORECASE)
# What is not the text of the source itself: where it was read, for which day, and what we think of it.
_NOT_CONTENT = ("source", "as_of", "warnings", "sample", "corrections")


class VersionState(StrEnum):
    CURRENT = "current"
    SUPERSEDED = "superseded"  # another file says something newer
    REPLACED = "replaced"  # its file now holds another text
    WITHDRAWN = "withdrawn"  # its file is gone
    OLDER = "older"  # came later than a newer one, and never was current


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a procedure. `number` counts from 1, the oldest, in the order of `rank`."""

    number: int
    code: str
    name: str
    state: VersionState
    decision_number: str | None
    as_of: date | None
    valid_from: date | None
    valid_to: date | None  # last day: announced, or the day before the next version's
    source: Source
    ingested_on: date
    ended_on: date | None  # when the store stopped holding it as what its file says
    content: str  # digest of the text


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides between versions of one code."""

    sample: bool
    as_of: date | None
    evidence: date | None  # the text can't be older: see `evidence_of`
    decision_number: str | None
    sequence: int  # order of ingesting
    valid_from: date | None = None


def ranked(standings: Sequence[Standing], today: date) -> list[int]:
    """Places of the standings, from the least to the one that is current on `today`."""
    numbers = _comparable_numbers(standings)

    def key(place: int) -> tuple[bool, bool, date, date, int, int]:
        one = standings[place]
        begun = one.valid_from is None or one.valid_from <= today
        return begun, not one.sample, known_day(one), one.evidence or date.min, numbers[place], one.sequence

    return sorted(range(len(standings)), key=key)


def known_day(standing: Standing) -> date:
    return standing.as_of or standing.evidence or date.min


def of_one_day(one: Standing, other: Standing) -> bool:
    """Whether neither is known to be newer: both stood on one day, or neither text gives anything to tell by."""
    if one.sample or other.sample:
        return False
    if one.as_of is not None and other.as_of is not None:
        return one.as_of == other.as_of
    return one.as_of is other.as_of is None and one.evidence == other.evidence


def stated_older(new: Standing, old: Standing) -> bool:
    """Whether both sources give their day and the new one's is the earlier."""
    return new.as_of is not None and old.as_of is not None and new.as_of < old.as_of


def _comparable_numbers(standings: Sequence[Standing]) -> list[int]:
    """Numbers of the decisions, where one authority numbered them all; else nothing but zeros."""
    found = [_DECISION.fullmatch((one.decision_number or "").strip()) for one in standings]
    authorities = {match[2].upper() for match in found if match}
    if len(authorities) != 1 or not all(found):
        return [0] * len(standings)
    return [int(match[1]) for match in found if match]


def evidence_of(procedure: Procedure, today: date) -> date | None:
    """The latest day that the record can't be older than: the newest year cited, or the making of its address.

    Years after `today` are slips of the pen and tell nothing.
    """
    cited = " ".join([procedure.decision_number or "", *(one.number or "" for one in procedure.legal_basis)])
    days = [date(int(year), 1, 1) for year in _YEAR.findall(cited)]
    made = _UUID7.search(procedure.source.uri or "")
    if made:
        days.append(datetime.fromtimestamp(int(made[1] + made[2], 16) / 1000, UTC).date())
    return max((day for day in days if day <= today), default=None)


def content_digest(procedure: Procedure) -> str:
    """Of all that the source says; equal for the same text read from another file or on another day."""
    plain = {key: value for key, value in procedure_to_dict(procedure).items() if key not in _NOT_CONTENT}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def name_key(name: str) -> str:
    """Equal for names that differ in marks, case, blanks or punctuation only."""
    return " ".join(re.findall(r"\w+", fold(one_line(name)).lower()))[:500]
