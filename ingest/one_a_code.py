"""One record a code, where a file (a book, a ZIP) gives a code more than once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge.procedures import Procedure
from knowledge.versions import Standing, content_digest, evidence_of, ranked


def one_a_code(procedures: Sequence[Procedure]) -> tuple[tuple[Procedure, ...], tuple[str, ...]]:
    """The newest of each code, in the order of their first places, and the codes that stand there with unlike texts."""
    found: dict[str, list[Procedure]] = {}
    for procedure in procedures:
        found.setdefault(procedure.code, []).append(procedure)
    twice = tuple(code for code, same in found.items() if len(same) > 1 and len(set(map(content_digest, same))) > 1)
    return tuple(_newest(same) for same in found.values()), twice


def _newest(same: Sequence[Procedure]) -> Procedure:
    if len(same) == 1:
        return same[0]
    standings = [
        Standing(one.sample, one.as_of, evidence_of(one, date.max), one.decision_number, place, one.valid_from)
        for place, one in enumerate(same)
    ]
    return same[ranked(standings, date.max)[-1]]
