"""The assistant as the channels see it."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.memory_store import StoredMemories


class AssistantDesk:
    """`assistant` may take seconds at the first call."""

    def __init__(self, assistant: Callable[[], Assistant], memories: StoredMemories) -> None:
        self._assistant = assistant
        self._memories = memories

    def ask(self, text: str, *, session: str) -> Answer:
        return self._assistant().ask(text, session=session).answer

    def erase(self, session: str) -> None:
        self._memories.erase(session)

    def feedback(self, session: str, useful: bool, comment: str | None) -> None:
        self._memories.feedback(session, useful, comment or "")
