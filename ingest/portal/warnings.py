"""The flags that reading a portal record can raise; their Vietnamese messages are in data/warnings.yaml."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from knowledge.procedures import RecordWarning


class WarningCode(StrEnum):
    FOREIGN_TEXT = "foreign_text"
    SECTION_RECOVERED = "section_recovered"
    STEPS_MISSING = "steps_missing"
    METHODS_MISSING = "methods_missing"
    METHODS_UNPARSED = "methods_unparsed"
    DURATION_MISSING = "duration_missing"
    DURATION_UNIT_MISSING = "duration_unit_missing"
    FEE_MISSING = "fee_missing"
    FEE_CONTRADICTS_FREE = "fee_contradicts_free"
    FEE_IMPLAUSIBLE = "fee_implausible"
    FEE_GLUED_TO_TIME = "fee_glued_to_time"
    FEE_SET_ELSEWHERE = "fee_set_elsewhere"
    FEE_UNCLEAR = "fee_unclear"
    FEE_SUM_UNREAD = "fee_sum_unread"
    DOCUMENTS_MISSING = "documents_missing"
    DOCUMENTS_UNPARSED = "documents_unparsed"
    DOCUMENT_COUNT_MISSING = "document_count_missing"
    LEGAL_BASIS_MISSING = "legal_basis_missing"
    LEGAL_BASIS_UNPARSED = "legal_basis_unparsed"
    LEGAL_BASIS_RESTORED = "legal_basis_restored"
    LEGAL_BASIS_OTHER_SECTOR = "legal_basis_other_sector"
    RESULTS_MISSING = "results_missing"


def flag(code: WarningCode, field: str | None = None, quote: str | None = None) -> RecordWarning:
    return RecordWarning(code=code.value, message=messages()[code.value], field=field, quote=quote)


@cache
def messages() -> dict[str, str]:
    """Code -> one Vietnamese sentence for staff."""
    text = resources.files(__package__).joinpath("data/warnings.yaml").read_text(encoding="utf-8")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded
