"""Flags that a record gets from its life: other sources, announced ends, corrections. Sentences in data/."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from knowledge.procedures import RecordWarning
from knowledge.text.lexicon import shipped


class LifeFlag(StrEnum):
    SOURCE_CONFLICT = "source_conflict"
    OUTDATED_SOURCE = "outdated_source"
    NAMESAKE = "namesake"
    NO_LONGER_IN_FORCE = "no_longer_in_force"
    REPEAL_CONTRADICTED = "repeal_contradicted"
    CORRECTION_RESTS = "correction_rests"


def note(sentence: str, about: str | None = None, /, quote: str | None = None, **values: Any) -> RecordWarning:
    """`sentence`: a key of the data file, a flag's code or that with "_undated"; `about`: the record's field."""
    text: str = shipped("record_notes.yaml")[sentence]
    return RecordWarning(sentence.removesuffix("_undated"), text.format(**values), about, quote)
