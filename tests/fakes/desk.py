"""A desk that answers by a function of the words, and remembers what it was told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from assistant.answers import Answer, Reason, Status


def plain_answer(text: str) -> Answer:
    return Answer(Status.ANSWERED, Reason.RECORD, f"Trả lời: {text}")


class FakeDesk:
    def __init__(self, answer: Callable[[str], Answer] = plain_answer) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []
        self.erased: list[str] = []
        self.rated: list[tuple[str, bool]] = []
        self._lock = Lock()

    def ask(self, text: str, *, session: str) -> Answer:
        with self._lock:
            self.asked.append((session, text))
        return self.answer(text)

    def erase(self, session: str) -> None:
        self.erased.append(session)

    def feedback(self, session: str, useful: bool, comment: str | None) -> None:
        self.rated.append((session, useful))
