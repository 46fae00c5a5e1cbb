"""Labelled questions, as they stand in the JSON Lines files."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

Edit = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer must hold; an empty field asks nothing."""

    statuses: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    facts_all: tuple[tuple[str, ...], ...] = ()  # of every group, one alternative
    facts_none: tuple[str, ...] = ()  # strings, or patterns after "re:"
    citations: tuple[Mapping[str, str], ...] = ()  # one of them: {"doc", "dieu", "khoan", "diem"}
    masked: tuple[str, ...] = ()  # must not stand in any log


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    turns: tuple[str, ...]
    style: str
    expected: Expected
    group: str | None = None
    document: str | None = None  # a text that is ingested before the question is asked


def read_questions(path: Path) -> tuple[Question, ...]:
    """Raises OSError, ValueError or KeyError: a broken question set is a mistake of ours."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_question(json.loads(line)) for line in lines if line.strip())


def reworded(questions: Iterable[Question], edit: Edit) -> tuple[Question, ...]:
    """The same questions with every turn edited."""
    return tuple(replace(one, turns=tuple(edit(turn) for turn in one.turns)) for one in questions)


def answerable_from(questions: Iterable[Question], codes: Collection[str]) -> tuple[Question, ...]:
    """Those whose procedures (to ask back: two of whose options) are among `codes`; other options are left out."""
    kept = []
    for one in questions:
        expected = replace(one.expected, options=tuple(code for code in one.expected.options if code in codes))
        named = not expected.procedures or any(code in codes for code in expected.procedures)
        if named and (not one.expected.options or len(expected.options) > 1):
            kept.append(replace(one, expected=expected))
    return tuple(kept)


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=row["id"],
        turns=tuple(row.get("turns") or [row["question"]]),
        style=row["style"],
        expected=_expected(row["expected"]),
        group=row.get("group"),
        document=row.get("document"),
    )


def _expected(row: Mapping[str, Any]) -> Expected:
    statuses = row.get("status") or []
    return Expected(
        statuses=(statuses,) if isinstance(statuses, str) else tuple(statuses),
        procedures=tuple(row.get("procedures") or ()),
        options=tuple(row.get("options") or ()),
        facts_all=tuple(tuple(group) for group in row.get("facts_all") or ()),
        facts_none=tuple(row.get("facts_none") or ()),
        citations=tuple(row.get("citations") or ()),
        masked=tuple(row.get("mask") or ()),
    )
