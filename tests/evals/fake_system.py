"""A system that knows the labels: it answers them rightly, and refuses what it does not know."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evals.questions import Expected, Question


def right_answer(expected: Expected) -> dict[str, Any]:
    """An answer that passes every check of a label without patterns to avoid."""
    return {
        "status": expected.statuses[0],
        "text": " ; ".join(group[0] for group in expected.facts_all),
        "procedure": {"code": expected.procedures[0], "name": ""} if expected.procedures else None,
        "options": [{"code": code, "name": ""} for code in expected.options],
        "citations": [{"kind": "procedure", "id": code} for code in expected.procedures],
    }


class FakeSystem:
    def __init__(self, questions: Sequence[Question]) -> None:
        self._labels = {one.turns[-1]: one.expected for one in questions}
        self.ingested: list[tuple[Path, ...]] = []
        self.closed = False

    def ingest(self, paths: Sequence[Path], kind: str) -> Mapping[str, Any]:
        self.ingested.append(tuple(paths))
        return {"failed": []}

    def warm(self) -> None:
        """It always is."""

    def ask(self, turns: Sequence[str], on: date) -> Mapping[str, Any]:
        logging.getLogger("fake").warning("asked: %s", turns[-1])
        expected = self._labels.get(turns[-1])
        if expected is None:
            return {"status": "refused", "text": "", "procedure": None, "options": [], "citations": []}
        return right_answer(expected)

    def search(self, query: str, count: int, kind: str | None) -> Sequence[str]:
        expected = self._labels.get(query)
        return ["9.999999", *(expected.procedures if expected else ())][:count]

    def close(self) -> None:
        self.closed = True
