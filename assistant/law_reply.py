"""What the law desk found, before it becomes an answer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers import Option, Reason
from assistant.law_sources import LawAnswer


@dataclass(frozen=True, slots=True)
class LawReply:
    answer: LawAnswer
    reason: Reason
    facet: str  # "provision", "penalty", "validity"
    options: tuple[Option, ...] = ()
    sums: tuple[str, ...] = ()  # figures that were computed, with what they are the sums of
