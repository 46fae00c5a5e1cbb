"""Words of the fee cells, from data/fee_terms.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class FeeTerms:
    smallest_plausible: int  # dong
    nothing_due: re.Pattern[str]
    elsewhere: re.Pattern[str]
    condition: re.Pattern[str]

    def says_nothing_due(self, note: str) -> bool:
        return self.nothing_due.match(note.strip(" (-+*")) is not None

    def points_elsewhere(self, note: str) -> bool:
        return self.elsewhere.search(note) is not None

    def is_condition(self, label: str) -> bool:
        return self.condition.search(label) is not None


@cache
def fee_terms() -> FeeTerms:
    text = resources.files(__package__).joinpath("data/fee_terms.yaml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    return FeeTerms(
        loaded["smallest_plausible"],
        *(_any_of(loaded[name]) for name in ("nothing_due", "elsewhere", "condition")),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})", re.IGNORECASE)
