"""Whether an answer is right, by the checks that its label calls for.

The checks and their meaning are those of the scorer that came with the labelled questions; a test holds the two equal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from evals.questions import Expected

LONGEST_ANSWER = 1500  # characters: an answer answers, it does not recite the record

_PATTERN = "re:"
_LEGAL_NUMBER = re.compile(r"\d+/\d{4}/[\w-]+")
_PLACES = {"article": "dieu", "clause": "khoan", "point": "diem"}  # our word -> the labels' word

Answer = Mapping[str, Any]


def judge(expected: Expected, answer: Answer) -> dict[str, bool]:
    """Check -> whether it held, for the checks that apply: status, procedure, options, facts, citations, length."""
    text = _plain(answer.get("text"))
    status = answer.get("status")
    answers = "answered" in expected.statuses and status == "answered"
    must_answer = answers or expected.statuses == ("answered",)
    held: dict[str, bool] = {}
    if expected.statuses:
        held["status"] = status in expected.statuses
    if expected.procedures and must_answer:
        held["procedure"] = (answer.get("procedure") or {}).get("code") in expected.procedures
    if expected.options and status == "clarify":
        held["options"] = _offers(expected.options, answer)
    if expected.facts_all and must_answer:
        held["facts_all"] = all(any(_occurs(fact, text) for fact in group) for group in expected.facts_all)
    if expected.facts_none:
        held["facts_none"] = not any(_occurs(fact, text) for fact in expected.facts_none)
    if answers:
        held["citations"] = _cites(expected.citations, answer)
        held["concise"] = len(text) <= LONGEST_ANSWER
    return held


def is_right(held: Mapping[str, bool]) -> bool:
    return bool(held) and all(held.values())


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text or "").lower()).strip()


def _occurs(fact: str, text: str) -> bool:
    """A figure must stand alone: "135.000" does not occur in "1.135.000" nor in "135.0001"."""
    if fact.startswith(_PATTERN):
        return re.search(fact.removeprefix(_PATTERN), text, re.IGNORECASE) is not None
    fact = _plain(fact)
    left = r"(?<![\d.,])" if fact[:1].isdigit() else r"(?<!\w)" if fact[:1].isalnum() else ""
    right = r"(?![\d])" if fact[-1:].isdigit() else ""
    return re.search(left + re.escape(fact) + right, text) is not None


def _offers(options: tuple[str, ...], answer: Answer) -> bool:
    wanted = set(options)
    offered = {option.get("code") for option in answer.get("options") or []}
    return len(offered & wanted) >= min(2, len(wanted))


def _cites(wanted: tuple[Mapping[str, str], ...], answer: Answer) -> bool:
    given = answer.get("citations") or []
    if not wanted:
        return bool(given)
    return any(_names(citation, place) for citation in given for place in wanted)


def _names(citation: Mapping[str, Any], place: Mapping[str, Any]) -> bool:
    document = _plain(str(place.get("doc", "")))
    where = _plain(f"{citation.get('id', '')} {citation.get('title', '')} {citation.get('source', '')}")
    number = _LEGAL_NUMBER.search(document)
    if (number.group(0) if number else document) not in where and document not in where:
        return False
    return all(
        _number(citation.get(ours)) == _number(place[theirs]) for ours, theirs in _PLACES.items() if place.get(theirs)
    )


def _number(value: object) -> str:
    text = str(value or "").strip().lower()
    return text.removeprefix("điều ").removeprefix("khoản ").removeprefix("điểm ")
