"""What can be lost while a file is read; the Vietnamese sentences are in data/losses.yaml."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from ingest.readers.document import Loss


class LossCode(StrEnum):
    WRONG_EXTENSION = "wrong_extension"
    OLD_ENCODING = "old_encoding"
    UNDECODABLE = "undecodable"
    PICTURES = "pictures"
    SCANNED = "scanned"
    SCANNED_POORLY = "scanned_poorly"
    PAGE_UNREAD = "page_unread"
    OCR_MISSING = "ocr_missing"
    OCR_WITHOUT_VIETNAMESE = "ocr_without_vietnamese"
    RUNNING_LINES = "running_lines"
    NOTES = "notes"
    TRACKED_CHANGES = "tracked_changes"
    FORMULAS = "formulas"
    HIDDEN = "hidden"
    SCRIPTS = "scripts"
    MEMBER_REFUSED = "member_refused"
    DAMAGED = "damaged"
    CONVERTED = "converted"


def loss(code: LossCode, detail: str = "", page: int | None = None) -> Loss:
    """A loss with its sentence; `detail` (a name, a count) stands behind it in brackets."""
    sentence = messages()[code.value]
    return Loss(code.value, f"{sentence.rstrip('.')} ({detail})." if detail else sentence, page)


@cache
def messages() -> dict[str, str]:
    """Code -> one Vietnamese sentence for staff."""
    text = resources.files(__package__).joinpath("data/losses.yaml").read_text(encoding="utf-8")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded
