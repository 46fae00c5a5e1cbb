"""Answers questions of law from the provisions in the store, by rules and retrieval alone."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answers import Answer, Reason, Status
from assistant.checking.answers import check_answer
from assistant.law_asking import LawQuestion
from assistant.law_citations import day
from assistant.law_fines import Fines
from assistant.law_references import answer_document, answer_earlier_act, answer_place
from assistant.law_reply import LawReply
from assistant.law_rules import Rules
from assistant.law_shelf import Shelf, Shelves
from assistant.law_terms import Classes, Terms
from assistant.turn import Turn
from knowledge.retrieval.retriever import Retriever
from knowledge.store.catalogue import Catalogue

_STATUS = {
    Reason.WHICH_VEHICLE: Status.CLARIFY,
    Reason.WHICH_DOCUMENT: Status.CLARIFY,
    Reason.DATE_NOT_COVERED: Status.REFUSED,
    Reason.NOT_IN_SOURCES: Status.REFUSED,  # the document is known, its text is not here
}


class StoredLaw:
    """The law desk of an office with laws; without any it answers nothing."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever) -> None:
        self._shelves, self._retriever = Shelves(catalogue), retriever
        self._ways: tuple[Callable[[LawQuestion], LawReply | None], ...] = (
            answer_place,
            answer_earlier_act,
            answer_document,
            Terms().answer,
            Classes().answer,
            Fines(retriever).answer,
            Rules(retriever).answer,
        )

    def shelf(self) -> Shelf | None:
        """Every provision, for whoever shows the words behind a citation; None in an office without laws."""
        return self._shelves.current()

    def warm(self) -> None:
        """Decodes the law book, which takes about a second."""
        self._shelves.current()

    def answer(self, turn: Turn) -> Answer | None:
        """From the provisions that hold on the day; None where the question is not one of law."""
        shelf = self._shelves.current(self._retriever.generation)
        if shelf is None:
            return None
        asked = LawQuestion(turn, shelf)
        reply = next((reply for way in self._ways if (reply := way(asked)) is not None), None)
        return None if reply is None else _checked(reply, asked)


def _checked(reply: LawReply, asked: LawQuestion) -> Answer | None:
    """The answer, where every figure in it stands in a provision that it cites."""
    cited = reply.answer.citations
    sources = [text for citation in cited for text in asked.shelf.texts_of(citation)]
    sources += [*reply.sums, day(asked.on), *(citation.quote for citation in cited)]
    if reply.reason is Reason.NO_SUCH_PROVISION:  # it repeats the number that was asked for
        sources.append(asked.turn.question)
    verdict = check_answer(reply.answer.text, sources, cited)
    asked.turn.note("law_check", passed=verdict.passed, figures=[str(one.value) for one in verdict.figures])
    if not verdict.passed:
        return None
    status = _STATUS.get(reply.reason, Status.ANSWERED)
    return Answer(status, reply.reason, reply.answer.text, None, reply.facet, reply.options, cited)
