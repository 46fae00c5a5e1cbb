"""What is kept of a conversation besides its memory: turns with their traces, and feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.answers import Answer, Status, answer_to_dict
from assistant.masking import mask
from assistant.turn import Memory, Turn


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One turn as it is stored: `question` masked, `trace` the steps with what they found; time in UTC."""

    number: int  # from 1
    question: str
    answer: Mapping[str, Any]
    trace: tuple[Mapping[str, Any], ...]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class KeptFeedback:
    """On one turn; the comment is masked."""

    session: str
    turn: int
    useful: bool
    comment: str
    given_at: datetime


def kept_turn(number: int, turn: Turn, answer: Answer, at: datetime) -> KeptTurn:
    plain = answer_to_dict(answer, 0.0)
    del plain["latency_ms"]  # not known before the answer is sent
    return KeptTurn(number, mask(turn.question), plain, tuple(turn.trace), at)


def next_memory(turn: Turn, answer: Answer) -> Memory:
    """What the conversation keeps after this turn; the question is kept masked."""
    if answer.status is Status.CLARIFY and answer.options:
        question = mask(turn.query.text)
        return Memory(None, turn.facets[0] if turn.facets else None, question, tuple(o.code for o in answer.options))
    if answer.status is Status.ANSWERED:
        code = answer.procedure.code if answer.procedure else None
        first = answer.citations[0] if answer.citations else None
        place = (
            f"{first.id}|{first.article}|{first.clause or ''}|{first.point or ''}" if first and first.article else None
        )
        return Memory(code, answer.facet, mask(turn.query.text), (), place)
    return turn.memory
