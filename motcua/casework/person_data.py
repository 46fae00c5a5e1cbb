"""Everything that is kept of one person, who is known by the conversation alone: shown, or taken away."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from assistant.memory_store import StoredMemories
from motcua.casework.waiting import WaitingRoom

_ALL_EVENTS = 2**62


class PersonData:
    """A session is named like "telegram:7". `messages`: the database of the channels' messages, where there is one."""

    def __init__(self, memories: StoredMemories, waiting: WaitingRoom, messages: Engine | None = None) -> None:
        self._memories, self._waiting, self._messages = memories, waiting, messages

    def export(self, session: str) -> dict[str, Any]:
        """As JSON-ready values; empty lists where nothing is kept."""
        waiting = self._waiting.find(session)
        feedback = [one for one in self._memories.all_feedback() if one.session == session]
        return {
            "conversation": session,
            "turns": [
                {"asked_at": one.asked_at.isoformat(), "question": one.question, "answer": one.answer["text"]}
                for one in self._memories.turns(session)
            ],
            "feedback": [
                {"turn": one.turn, "useful": one.useful, "comment": one.comment, "given_at": one.given_at.isoformat()}
                for one in feedback
            ],
            "asked_for_person": None
            if waiting is None
            else {
                "since": waiting.since.isoformat(),
                "reason": waiting.reason,
                "note": waiting.note,
                "contact": waiting.contact,
                "replies": [{"at": one.at.isoformat(), "text": one.text} for one in waiting.replies],
            },
            "messages": self._said(session),
        }

    def erase(self, session: str) -> None:
        """Turns, traces, feedback, the case at the desk, and the messages of a channel."""
        self._memories.erase(session)
        self._waiting.erase(session)
        channel, _, conversation = session.partition(":")
        if self._messages is not None and conversation:
            from bots.handover import Handovers
            from bots.inbox import Inbox

            inbox = Inbox(self._messages)
            Handovers(self._messages, inbox).close(channel, conversation)
            inbox.erase(channel, conversation, before=_ALL_EVENTS)

    def _said(self, session: str) -> list[dict[str, Any]]:
        channel, _, conversation = session.partition(":")
        if self._messages is None or not conversation:
            return []
        from bots.handover import Handovers
        from bots.inbox import Inbox

        history = Handovers(self._messages, Inbox(self._messages)).history(channel, conversation, 10_000)
        return [{"at": one.at, "speaker": one.speaker.value, "text": one.text} for one in history]
