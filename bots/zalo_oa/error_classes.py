"""What to do about an error code of the Zalo Official Account API."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from bots.texts import data


class ErrorClass(StrEnum):
    REFRESH = "refresh"
    WAIT = "wait"
    GIVE_UP = "give_up"
    CALL_PERSON = "call_person"


@cache
def _classes() -> dict[int, ErrorClass]:
    return {code: ErrorClass(name) for name, codes in data("zalo_oa_errors.yaml").items() for code in codes}


def class_of(code: int) -> ErrorClass:
    """Unknown codes wait: retries are bounded, and a person sees the dead letter."""
    return _classes().get(code, ErrorClass.WAIT)
