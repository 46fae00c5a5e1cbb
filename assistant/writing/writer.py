"""Has a model word an answer; sends the record answer wherever the model fails or can't be believed."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.answers import Answer, Status
from assistant.data_files import data_file
from assistant.masking import mask
from assistant.writing.judging import fault_of, lost_figures
from assistant.writing.reply import ModelReply, Sentence, read_reply
from assistant.writing.sources import Source, numbered
from assistant.writing.streaming import StreamFailed, collect
from knowledge.citations import Citation

log = logging.getLogger(__name__)


class WhyNot(StrEnum):
    """Why the record answer was sent."""

    NO_MODEL = "no_model"
    NOTHING_TO_WRITE = "nothing_to_write"  # no answer from sources: asking back, refusing, small talk
    TIMED_OUT = "timed_out"
    FAILED = "failed"  # unreachable, or an error instead of a stream
    BROKEN_OFF = "broken_off"
    REFUSED = "refused"
    MALFORMED = "malformed"
    INCOMPLETE = "incomplete"  # the model itself says that the sources don't answer the whole question
    ALL_DROPPED = "all_dropped"  # no sentence stood the check
    LOST_FIGURES = "lost_figures"  # what stood the check leaves out sums or durations of the record answer


@dataclass(frozen=True, slots=True)
class Written:
    answer: Answer
    reason_not_used: str | None = None  # a WhyNot; None = the model's words are sent
    dropped: tuple[str, ...] = ()  # faults of the sentences that were left out


class Writer:
    """`model` None: every answer is the record answer. `seconds`: for the whole, reading included."""

    def __init__(self, model: BaseChatModel | None, seconds: float = 8.0) -> None:
        self._model, self._seconds = model, seconds
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    @property
    def counts(self) -> dict[str, int]:
        """How often each outcome happened: "used", each WhyNot, and "dropped:<fault>" for sentences."""
        with self._lock:
            return dict(self._counts)

    def rewrite(self, question: str, draft: Answer, sources: Sequence[Source]) -> Written:
        """The draft in a model's words, or unchanged with the reason; never raises, never later than the limit."""
        written = self._rewrite(question, draft, sources)
        with self._lock:
            self._counts[written.reason_not_used or "used"] += 1
            self._counts.update(f"dropped:{fault}" for fault in written.dropped)
        if written.reason_not_used not in (None, WhyNot.NO_MODEL, WhyNot.NOTHING_TO_WRITE):
            log.info("Gửi câu trả lời từ hồ sơ, không dùng lời của mô hình: %s", written.reason_not_used)
        return written

    def _rewrite(self, question: str, draft: Answer, sources: Sequence[Source]) -> Written:
        if self._model is None:
            return Written(draft, WhyNot.NO_MODEL)
        if draft.status is not Status.ANSWERED or not sources:
            return Written(draft, WhyNot.NOTHING_TO_WRITE)
        words = data_file("writing.yaml")
        prompt = words["user"].format(sources=numbered(sources), draft=draft.text, question=mask(question))
        messages = [SystemMessage(words["system"].format()), HumanMessage(prompt)]
        started = time.monotonic()
        try:
            text = collect(self._model, messages, self._seconds)
        except StreamFailed as failure:
            return Written(draft, WhyNot(failure.reason))
        log.debug("model answered in %.1f s", time.monotonic() - started)
        reply = read_reply(text)
        if reply is None:
            return Written(draft, WhyNot.MALFORMED)
        return _judged(reply, draft, sources)


def _judged(reply: ModelReply, draft: Answer, sources: Sequence[Source]) -> Written:
    if reply.completeness != "full":
        return Written(draft, WhyNot.INCOMPLETE)
    faults = [fault_of(sentence, sources, draft.text) for sentence in reply.sentences]
    dropped = tuple(fault for fault in faults if fault)
    kept = [sentence for sentence, fault in zip(reply.sentences, faults, strict=True) if not fault]
    if not kept:
        return Written(draft, WhyNot.ALL_DROPPED, dropped)
    text = " ".join(" ".join(sentence.text.split()) for sentence in kept)
    if lost_figures(text, draft.text):
        return Written(draft, WhyNot.LOST_FIGURES, dropped)
    return Written(replace(draft, text=text, citations=_citations(kept, draft, sources)), None, dropped)


def _citations(kept: Sequence[Sentence], draft: Answer, sources: Sequence[Source]) -> tuple[Citation, ...]:
    """Citations of the sources that were used, in their order; the draft's where those carry none."""
    used = sorted({number for sentence in kept for number in sentence.sources})
    found = [sources[number - 1].citation for number in used]
    return tuple(dict.fromkeys(citation for citation in found if citation is not None)) or draft.citations
