"""What reading prose can flag, beside `ingest.portal.warnings`; the sentences are in data/warnings.yaml."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from ingest.prose.content import ContentWarning
from knowledge.procedures import RecordWarning


class ProseFlag(StrEnum):
    CODE_DERIVED = "code_derived"  # these three on a record
    CHANNEL_UNSTATED = "channel_unstated"
    REPEALED = "repealed"
    LIST_ONLY = "list_only"  # and these on a file
    NOTHING_FOUND = "nothing_found"
    ROW_WITHOUT_NAME = "row_without_name"
    COLUMN_UNKNOWN = "column_unknown"
    RECORD_MALFORMED = "record_malformed"
    CODE_TWICE = "code_twice"


def record_flag(code: ProseFlag, field: str, quote: str | None = None) -> RecordWarning:
    return RecordWarning(code.value, messages()[code.value], field, quote)


def file_flag(code: ProseFlag, detail: str = "", page: int | None = None) -> ContentWarning:
    sentence = messages()[code.value]
    return ContentWarning(code.value, f"{sentence.rstrip('.')} ({detail})." if detail else sentence, page)


@cache
def messages() -> dict[str, str]:
    """Code -> one Vietnamese sentence for staff."""
    text = resources.files(__package__).joinpath("data/warnings.yaml").read_text(encoding="utf-8")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded
