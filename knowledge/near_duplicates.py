"""Procedures that nothing but their code tells apart: same name, sector, level and agencies."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.procedures import AgencyRole, Procedure
from knowledge.versions import name_key

Likeness = tuple[str, ...]


def likeness(procedure: Procedure) -> Likeness:
    """Equal for near-duplicates."""
    agencies = {name_key(one.name) for one in procedure.agencies if one.role is not AgencyRole.COORDINATING}
    levels = {name_key(level) for level in procedure.level}
    return (name_key(procedure.name), name_key(procedure.sector or ""), *sorted(levels), "|", *sorted(agencies))


def near_duplicates(likenesses: Iterable[tuple[str, Likeness]]) -> dict[str, tuple[str, ...]]:
    """Code -> the codes that it can't be told from; others are left out. `likenesses`: (code, `likeness`)."""
    groups: dict[Likeness, list[str]] = {}
    for code, key in likenesses:
        groups.setdefault(key, []).append(code)
    return {
        code: tuple(other for other in codes if other != code)
        for codes in groups.values()
        if len(codes) > 1
        for code in codes
    }
