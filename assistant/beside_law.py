"""A question that a procedure's record and the law both answer: one answer tells both, as a good clerk would.

Either may be what was asked, and they seldom say the same: the record how it is done, the law what holds in all cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assistant.answers import Answer
from assistant.composing.sentences import shortened
from assistant.data_files import data_file
from assistant.deciding import Decision
from assistant.messages import message
from knowledge.text.clean import one_line

_LONGEST = 1_440  # characters of both together


def is_asked_beside(naming: float, decision: Decision) -> bool:
    """Whether the procedure is named so clearly that the record answers too.

    `naming`: 0-1, how much of the question the procedure's name and needs hold.
    """
    limits = _limits()
    clear = decision.refuse <= limits["refuse"] and decision.ask_back <= limits["ask_back"]
    return clear and naming >= limits["naming"]


def room_left(law: Answer, probability: float) -> int:
    """Characters that the record's part may have. `probability`: that the law is asked."""
    return _LONGEST - len(_told(law, probability))


def with_law(record: Answer, law: Answer, probability: float) -> Answer:
    """The record's answer with what the law says below it; above it where the law is surely asked."""
    told = _told(law, probability)
    quote = one_line(told.partition("“")[2].rpartition("”")[0]).lower()
    if quote and quote in one_line(record.text).lower():
        told = message("law_same", place=told.partition(": “")[0])
    elif not _is_first(probability):
        told = message("law_beside", text=told)
    parts = (told, record.text) if _is_first(probability) else (record.text, told)
    return replace(record, text="\n".join(parts), citations=(*record.citations, *law.citations))


def _told(law: Answer, probability: float) -> str:
    """The law's answer, whole where it is short; else the beginning of its first provision."""
    limits = _limits()
    most = int(limits["characters_first"] if _is_first(probability) else limits["characters"])
    return law.text if len(law.text) <= most else shortened(law.text.partition("\n")[0], (), most)


def _is_first(probability: float) -> bool:
    return probability >= _limits()["first"]


def _limits() -> Mapping[str, float]:
    limits: Mapping[str, float] = data_file("law_deciding.yaml")["beside"]
    return limits
