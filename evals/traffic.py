"""Two public sets of questions on traffic law -> questions with the provisions that an answer must cite.

`traffic_golden_v1/golden_200.jsonl` names document, article, clause and point; `traffic_nodiacritics` names the article
in `primary_source` and often clause and point in its reference answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.law.targets import Target, parse_targets
from knowledge.law.validity import holds
from knowledge.provisions import LegalDocument, Provision

_NUMBER = re.compile(r"\d{1,4}/\d{4}/[A-ZĐ][A-Z0-9Đ-]*")
_PLAIN_NUMBERS = {"ND-CP": "NĐ-CP"}  # the sets without diacritics write the document's number without them too


@dataclass(frozen=True, slots=True)
class ExpectedPlace:
    document: str
    target: Target


@dataclass(frozen=True, slots=True)
class TrafficQuestion:
    """`turns` end with the question; `answerable` False where a refusal is expected."""

    id: str
    turns: tuple[str, ...]
    category: str
    answerable: bool
    expected: tuple[ExpectedPlace, ...]  # the first is the place that the answer rests on
    phrases: tuple[str, ...]  # must occur in the answer
    on: date | None  # the day that the question is about


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def read_golden(path: Path) -> tuple[TrafficQuestion, ...]:
    """`golden_200.jsonl`. Raises OSError, ValueError."""
    return tuple(_golden(row) for row in _lines(path))


def _golden(row: Mapping[str, Any]) -> TrafficQuestion:
    expected = [
        ExpectedPlace(one["document_number"], Target(one["article"], one["clause"], one["point"]))
        for one in row["expected_provisions"] or ()
    ]
    return TrafficQuestion(
        id=row["id"],
        turns=(row["query"],),
        category=row["category"],
        answerable=bool(row["expected_answerable"]),
        expected=tuple(expected),
        phrases=tuple(row["must_include"] or ()),
        on=date.fromisoformat(row["event_date"]) if row["event_date"] else None,
    )


def read_nodiacritics(paths: Iterable[Path]) -> tuple[TrafficQuestion, ...]:
    """The `data.jsonl` of both versions. Raises OSError, ValueError."""
    return tuple(_nodiacritics(row) for path in paths for row in _lines(path))


def _nodiacritics(row: Mapping[str, Any]) -> TrafficQuestion:
    source = _marked(row["primary_source"])
    number = _NUMBER.search(source)
    answer = row["reference_answer"]
    targets = parse_targets(answer) if number else ()
    if number and not targets:
        targets = parse_targets(source)
    earlier = [turn["content"] for turn in row.get("messages", ()) if turn.get("role") == "user"]
    return TrafficQuestion(
        id=row["id"],
        turns=(*earlier, row["question"]),
        category=row["category"],
        answerable=row["expected_behavior"] == "answer",
        expected=tuple(ExpectedPlace(number[0], target) for target in targets) if number else (),
        phrases=tuple(row.get("required_phrases", ())),
        on=None,
    )


def _marked(source: str) -> str:
    for plain, marked in _PLAIN_NUMBERS.items():
        source = source.replace(plain, marked)
    return source


def without_text(
    questions: Iterable[TrafficQuestion], documents: Sequence[LegalDocument]
) -> tuple[TrafficQuestion, ...]:
    """Answerable questions whose document's text is not among the sources: no answer can cite it."""
    here = {document.number for document in documents if document.text_included}
    return tuple(one for one in questions if one.answerable and one.expected and one.expected[0].document not in here)


def amended_since(
    questions: Iterable[TrafficQuestion], provisions: Sequence[Provision], today: date
) -> tuple[tuple[TrafficQuestion, tuple[Provision, ...]], ...]:
    """Questions that rest on a provision changed by the day they are about, with the versions that hold then."""
    found = []
    for question in questions:
        on = question.on or today
        changed = tuple(
            version
            for version in provisions
            if version.amended_by and holds(version, on) and any(_names(place, version) for place in question.expected)
        )
        if changed:
            found.append((question, changed))
    return tuple(found)


def _names(place: ExpectedPlace, version: Provision) -> bool:
    """The same point or clause; an article named alone doesn't say which of its clauses is meant."""
    same = (version.document, version.article) == (place.document, place.target.article)
    return (
        same
        and place.target.clause is not None
        and (place.target.clause, place.target.point)
        == (
            version.clause,
            version.point,
        )
    )


def cited(question: TrafficQuestion, addresses: Iterable[str], with_clause: bool) -> bool:
    """Whether the place that the answer rests on is among `addresses` ("number|article|clause|point")."""
    wanted = question.expected[0]
    for address in addresses:
        document, article, clause, _ = address.split("|")
        in_article = (document, article) == (wanted.document, wanted.target.article)
        if in_article and (not with_clause or wanted.target.clause in (None, clause)):
            return True
    return False
