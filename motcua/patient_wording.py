"""A model that does not answer is not waited for by every question.

After one waited in vain, answers are sent as composed, and one question every few seconds tries whether it is back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from assistant.answers import Answer
from knowledge.breaker import Breaker

if TYPE_CHECKING:  # langchain takes a second to import, and most offices have no model
    from assistant.writing import Source, Writer, Written


class PatientWriter:
    """Around a writer; never raises, as the writer itself."""

    def __init__(self, writer: Writer, breaker: Breaker | None = None) -> None:
        self._writer, self._breaker = writer, breaker or Breaker()
        self._unasked: Counter[str] = Counter()
        self._lock = Lock()

    @property
    def counts(self) -> dict[str, int]:
        """The writer's, with what was not asked because the model was silent among what came too late."""
        return dict(Counter(self._writer.counts) + self._unasked)

    def rewrite(self, question: str, draft: Answer, sources: Sequence[Source]) -> Written:
        from assistant.writing import WhyNot, Written

        if not self._breaker.admits():
            with self._lock:
                self._unasked[WhyNot.TIMED_OUT] += 1
            return Written(draft, WhyNot.TIMED_OUT)
        written = self._writer.rewrite(question, draft, sources)
        if written.reason_not_used == WhyNot.TIMED_OUT:
            self._breaker.was_silent()
        elif written.reason_not_used not in (WhyNot.NO_MODEL, WhyNot.NOTHING_TO_WRITE):
            self._breaker.answered()
        return written
