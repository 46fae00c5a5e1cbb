"""Labelled rows for the screens' tests."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SETS = ROOT / "evals" / "data"
SHARED = ROOT.parent / "shared" / "questions"


@dataclass(frozen=True)
class Typed:
    """A question as typed, unrestored: what a screen sees at worst."""

    raw: str

    @property
    def text(self) -> str:
        return self.raw.lower()


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def statuses(row: dict[str, Any]) -> set[str]:
    status = row["expected"]["status"]
    return {status} if isinstance(status, str) else set(status)


def turns(row: dict[str, Any]) -> list[str]:
    return row.get("turns") or [row["question"]]
