"""A citizen's turns as the pages draw them, and what officers wrote in between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.answers import Answer, Status, answer_to_dict
from assistant.masking import mask
from assistant.remembered import KeptTurn
from bots.texts import data
from motcua.accounts.roles import Role
from motcua.web.desk import Desk
from motcua.web.rates import Buckets


def asked(desk: Desk, buckets: Buckets, session: str, question: str) -> dict[str, Any]:
    """Asks, and gives the new turn as the templates draw it. Raises HTTPException 429, EmptyCatalogue."""
    buckets.hold(session)
    reply = desk.assistant.ask(question, session=session)
    turns = desk.memories.turns(session)
    if not turns:  # the citizen had the conversation erased
        desk.parts.staff_room.waiting.erase(session)
        return _drawn(0, mask(question), answer_to_dict(reply.answer, reply.milliseconds))
    queued = _needs_person(reply.answer) and has_people(desk)
    if queued:
        desk.parts.staff_room.waiting.enter(session, reply.answer.reason.value)
    return {**turn_values(turns[-1]), "queued": queued}


def turn_values(turn: KeptTurn) -> dict[str, Any]:
    return _drawn(turn.number, turn.question, turn.answer)


def has_people(desk: Desk) -> bool:
    """Whether anybody can sign in to the desk: without them nobody reads the queue."""
    return desk.parts.staff_room.users.count_active(Role.DESK) > 0


def office_values(desk: Desk, session: str | None) -> dict[str, Any]:
    settings = desk.parts.settings
    return {
        "contact": settings.contact,
        "hours": settings.office_hours,
        "people": has_people(desk),
        "waiting": desk.parts.staff_room.waiting.find(session) if session else None,
    }


def _needs_person(answer: Answer) -> bool:
    """The same hand-over answers as in the channels."""
    return answer.status is Status.HANDOFF and answer.reason.value in data("policy.yaml")["queue_reasons"]


def _drawn(number: int, question: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer's text comes without the lines that are shown as buttons."""
    labels = {f"{at}. {option['label']}" for at, option in enumerate(answer["options"], start=1)}
    text = "\n".join(line for line in answer["text"].split("\n") if line not in labels)
    return {"number": number, "question": question, "answer": answer, "text": text, "queued": False}
