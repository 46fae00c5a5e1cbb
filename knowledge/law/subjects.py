"""Whom a provision on fines punishes, and whom a question on fines is about: driver, owner, passenger, business."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.law.vehicles import classes_of_heading
from knowledge.provisions import Provision
from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped

DRIVER, OWNER = "driver", "owner"
_OPENING = 230  # characters of a clause in which it says whom it punishes


@dataclass(frozen=True, slots=True)
class Subject:
    """`role`: a key of `roles` in law_subjects.yaml, or "driver"; `vehicles`: ids of classes, empty for any."""

    role: str
    vehicles: frozenset[str]


def subject_of(provision: Provision) -> Subject:
    """By the article's heading; by the clause's own words where the heading names no vehicle, or all of them."""
    opening = (
        f"{provision.lead[:_OPENING]} {provision.text[:_OPENING]}" if provision.point else provision.text[:_OPENING]
    )
    return _subject(provision.heading, opening)


def roles() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Role -> how headings, clauses and questions name it."""
    found: Mapping[str, Mapping[str, Sequence[str]]] = shipped("law_subjects.yaml")["roles"]
    return found


@lru_cache(maxsize=8192)
def _subject(heading: str, opening: str) -> Subject:
    folded, opens = fold(heading).lower(), fold(opening).lower()
    role = DRIVER
    for name, entry in roles().items():
        if any(words in folded for words in entry["headings"]) or _opens(name, opens):
            role = name
            break
    named = classes_of_heading(heading)
    wide = shipped("law_subjects.yaml")["wide"]
    if not named or role != DRIVER or any(words in folded for words in wide):
        own = frozenset(id_ for id_ in classes_of_heading(opening) if id_ not in roles())
        if own or role != DRIVER:
            return Subject(role, own)
    return Subject(role, named)


def roles_in(question: str) -> tuple[str, ...]:
    """The roles that the question asks about, as the data's patterns find them; empty where it says none."""
    folded = fold(question).lower()
    found: list[str] = []
    for name, (says, but) in _patterns().items():
        rest = but.sub(" ", folded) if but else folded
        if says.search(rest):
            found.append(name)
    return tuple(found)


def _opens(role: str, opening: str) -> bool:
    return any(re.search(pattern, opening) for pattern in roles()[role]["openings"])


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    return {
        name: (_any(entry["says"]), _any(entry["but"]) if entry["but"] else None) for name, entry in roles().items()
    }


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")
