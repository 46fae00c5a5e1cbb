"""The assistant with a span for every answer, and in it one for each visible step of the pipeline and for the model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.answering import Step
from assistant.answers import Answer
from assistant.turn import Reply, Turn
from assistant.wording import Wording
from motcua.statistics.answer_log import LoggedAssistant, channel_of
from motcua.tracing import Tracing

if TYPE_CHECKING:
    from assistant.writing import Source, Written

# What the steps' own trace may tell outside: step -> facts that are numbers or of closed lists.
TOLD: dict[str, tuple[str, ...]] = {
    "read": ("confidence",),
    "find": ("similarity",),
    "decide": ("verdict", "ask_back", "refuse"),
    "check": ("passed",),
    "law_check": ("passed",),
}


class TracedAssistant(LoggedAssistant):
    def __init__(self, tracing: Tracing, *parts: Any, wording: Wording | None, **named: Any) -> None:
        super().__init__(*parts, wording=_TracedWording(tracing, wording) if wording else None, **named)
        self._tracing = tracing
        self.steps: tuple[Step, ...] = tuple(partial(_traced, tracing, step) for step in self.steps)

    def ask(self, question: str, *, session: str | None = None, on: date | None = None) -> Reply:
        with self._tracing.span("answer") as mark:
            mark.set("motcua.channel", channel_of(session))
            reply = super().ask(question, session=session, on=on)
            mark.set("motcua.status", reply.answer.status.value)
            mark.set("motcua.reason", reply.answer.reason.value)
            return reply


def _traced(tracing: Tracing, step: Step, turn: Turn) -> Answer | None:
    noted = len(turn.trace)
    with tracing.span(step.__name__.strip("_")) as mark:
        answer = step(turn)
        mark.set("motcua.answers", answer is not None)
        for facts in turn.trace[noted:]:
            for name in TOLD.get(facts["step"], ()):
                mark.set(f"motcua.{facts['step']}.{name}", facts[name])
    return answer


class _TracedWording:
    def __init__(self, tracing: Tracing, wording: Wording) -> None:
        self._tracing, self._wording = tracing, wording

    def rewrite(self, question: str, draft: Answer, sources: Sequence[Source]) -> Written:
        with self._tracing.span("write") as mark:
            written = self._wording.rewrite(question, draft, sources)
            mark.set("motcua.write.used", written.reason_not_used is None)
            if written.reason_not_used is not None:
                mark.set("motcua.write.reason", str(written.reason_not_used))
            return written
