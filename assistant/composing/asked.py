"""What is asked of a procedure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answers import Facet
from assistant.composing.measures import Measure


@dataclass(frozen=True, slots=True)
class Asked:
    """`words`: the question's syllables without those that only name the facet."""

    facet: Facet
    words: Sequence[str]
    official: Sequence[str]  # the records' words for the question's own
    on: date
    measure: Measure | None = None  # the unit of the amount that is asked for, where one is
    also: tuple[Facet, ...] = ()  # asked in the same breath: "nộp ở đâu, hết bao nhiêu tiền"
    is_plain: bool = False  # says no more than the procedure and the facet: its field answers whole
    text: str = ""  # the whole question, restored, lower case
    longest: int = 1240  # characters of the answer, its marks and line breaks aside
