"""Whole conversations put to the assistant: for batches and evaluations, which have all turns at hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from assistant.answering import Assistant
from assistant.turn import Reply


def reply_to_last(assistant: Assistant, turns: Sequence[str], on: date | None) -> Reply:
    """The reply to the last of `turns`, in a fresh conversation. Raises ValueError where there is none."""
    if not turns:
        raise ValueError("a conversation needs at least one turn")
    session = f"batch-{uuid4().hex}" if len(turns) > 1 else None
    replies = [assistant.ask(turn, session=session, on=on) for turn in turns]
    return replies[-1]
