"""A citizen's question -> a checked answer: one visible list of steps, each of which passes on or answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Protocol

from assistant import deciding, replies
from assistant.answers import Answer, Facet, Status
from assistant.beside_law import is_asked_beside, room_left, with_law
from assistant.checking.answers import check_answer
from assistant.composing.answer import compose
from assistant.composing.asked import Asked
from assistant.composing.measures import asked_measure
from assistant.composing.standing import instead_of_record
from assistant.conversation import answers_back, content_words, says_enough
from assistant.curated import Curated, NothingCurated, question_key
from assistant.due_answers import with_due_dates
from assistant.facets import asked_facets, without_facet_words
from assistant.in_context import Context
from assistant.masking import mask, without_personal_parts
from assistant.screening.screens import screen
from assistant.turn import Memory, Reply, Turn
from assistant.wording import Wording, worded
from knowledge.law.days import without_year, years_in
from knowledge.needs import NO_NEED, Need, Siblings
from knowledge.passages import Kind
from knowledge.retrieval.retriever import ProcedureRanking, Ranked, Retriever
from knowledge.retrieval.understanding import named_code
from knowledge.store.catalogue import Catalogue
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

# What people ask in one breath; other facets named beside are mostly a way of speaking.
_ASKED_TOGETHER = frozenset({Facet.DOCUMENTS, Facet.FEE, Facet.DURATION, Facet.PLACE})
_NAMING_WORDS = 3  # fewer prove nothing
_NAMED = 0.8  # of the words' weight

Step = Callable[[Turn], Answer | None]


class Memories(Protocol):
    """What conversations keep. An unknown session has an empty memory."""

    def load(self, session: str) -> Memory: ...

    def save(self, session: str, turn: Turn, answer: Answer) -> None: ...

    def erase(self, session: str) -> None: ...


class LawDesk(Protocol):
    """Answers questions of law; None where a question is not one."""

    def answer(self, turn: Turn) -> Answer | None: ...


@dataclass(frozen=True, slots=True)
class Office:
    """What the settings say of the office: filled into its messages."""

    contact: str = ""
    hours: str = ""
    helpline: str = ""


class Assistant:
    def __init__(
        self,
        catalogue: Catalogue,
        retriever: Retriever,
        memories: Memories,
        law: LawDesk,
        needs: Mapping[str, Need],
        siblings: Sequence[Siblings],
        office: Office,
        curated: Curated | None = None,
        wording: Wording | None = None,
    ) -> None:
        """Without `wording` answers are sent as composed."""
        self._catalogue, self._retriever, self._memories, self._law = catalogue, retriever, memories, law
        self._needs, self._siblings, self._office = needs, siblings, office
        self._wording = wording
        self._curated = curated or NothingCurated()
        self._context = Context(catalogue, retriever, needs)
        # Python computes for one thread at a time: eight that take turns inside an answer give 19 answers a second in
        # all, eight that wait for each other give 29.
        self._one_by_one = Lock()
        self.steps: tuple[Step, ...] = (
            self._read,
            self._screen,
            self._set_aside,
            self._signed,
            self._context.choose,
            self._context.follow_up,
            self._law_question,
            self._not_yet,
            self._find,
            self._decide,
            self._compose,
        )

    def ask(self, question: str, *, session: str | None = None, on: date | None = None) -> Reply:
        """The answer to one question; with a session, as the next turn of its conversation."""
        started = time.perf_counter()
        memory = self._memories.load(session) if session else Memory()
        turn = Turn(question, on or date.today(), memory, session=session)
        with self._one_by_one:
            composed = next(answer for step in self.steps if (answer := step(turn)) is not None)
        answer = worded(composed, turn, self._wording)
        if session and not turn.is_erased:
            self._memories.save(session, turn, answer)
        return Reply(answer, tuple(turn.trace), (time.perf_counter() - started) * 1000)

    def _read(self, turn: Turn) -> Answer | None:
        """Restores diacritics, spells out short forms, finds which facet is asked."""
        turn.query = self._retriever.understand(turn.question)
        self._retriever.begin(turn.query, (Kind.PROCEDURE, Kind.PROVISION))
        turn.own = turn.query.text
        turn.facets = asked_facets(turn.own)
        turn.note("read", text=mask(turn.query.text), confidence=round(turn.query.confidence, 3), facets=turn.facets)
        return None

    def _screen(self, turn: Turn) -> Answer | None:
        """Small talk, off topic, attacks, and what only people can answer."""
        found = screen(turn.query)
        if found is None or (found.status in (Status.SMALLTALK, Status.CLARIFY) and answers_back(turn)):
            return None
        if found.unless_named and self._names_a_procedure(turn):
            return None
        turn.note("screen", kind=found.kind, pattern=found.pattern)
        if found.kind == "erase_data" and turn.session:
            self._memories.erase(turn.session)
            turn.is_erased = True
        return replies.screened(found, self._office)

    def _names_a_procedure(self, turn: Turn) -> bool:
        """Whether a procedure's name and needs say nearly all of the question: it is one, whatever it sounds like."""
        words = content_words(turn.query.text)
        best = self._retriever.procedures(turn.query, 1).ranked if len(words) >= _NAMING_WORDS else ()
        return bool(best) and self._retriever.naming(words, best[0].code) >= _NAMED

    def _set_aside(self, turn: Turn) -> Answer | None:
        """What a citizen tells of himself ("số căn cước của tôi là ...") is no part of a question; nor is this year."""
        rest = without_year(without_personal_parts(turn.query.raw), turn.on.year)
        if rest != turn.query.raw:
            turn.query = self._retriever.understand(rest)
            turn.note("set_aside", text=mask(turn.query.text))
        return None

    def _signed(self, turn: Turn) -> Answer | None:
        """An officer's own answer to just this question."""
        key = question_key(turn.query.text)
        answer = self._curated.answer(key, turn.on) if key else None
        if answer is not None:
            turn.note("signed", key=key)
        return answer

    def _law_question(self, turn: Turn) -> Answer | None:
        """From the law; kept for the record's answer where the question names a procedure as clearly."""
        answer = None if turn.procedure is not None else self._law.answer(turn)
        if answer is not None and turn.law_probability and is_asked_beside(self._naming(turn), self._decision(turn)):
            turn.law = answer
            turn.note("law_beside", procedure=turn.ranking.ranked[0].code)
            return None
        return answer

    def _not_yet(self, turn: Turn) -> Answer | None:
        """What something will cost in a year to come: no source says."""
        year = max(years_in(turn.query.raw), default=0)
        if Facet.FEE not in turn.facets or year <= turn.on.year:
            return None
        turn.note("not_yet", year=year)
        return replies.not_yet(year, self._office)

    def _find(self, turn: Turn) -> Answer | None:
        """Ranks the procedures; a code that is named settles it."""
        if turn.procedure is not None:
            return None
        code = named_code(turn.query.raw)
        if code is not None and (procedure := self._catalogue.procedure(code)) is not None:
            turn.ranking = ProcedureRanking((Ranked(code, procedure.name, 1.0),), 1.0, 1.0)
            turn.procedure = procedure
            return None
        if not turn.ranking.ranked:  # the law desk may have compared the procedures already
            turn.ranking = self._retriever.procedures(turn.query)
        turn.procedure = self._context.kept(turn)
        first = [{"code": one.code, "score": round(one.score, 3)} for one in turn.ranking.ranked[:5]]
        turn.note("find", candidates=first, similarity=round(turn.ranking.similarity, 3))
        return None

    def _decide(self, turn: Turn) -> Answer | None:
        """Refuses what the sources don't cover, asks back where the question doesn't tell which procedure is meant."""
        if turn.procedure is not None:
            return None
        if not content_words(turn.query.text) and not turn.is_follow_up:
            return replies.names_nothing()
        decision = self._decision(turn)
        if decision.leaves_open and (ranking := self._context.together(turn)) is not None:
            turn.ranking = ranking
            decision = self._decision(turn)
        if (decision.verdict is not deciding.Verdict.ANSWER or decision.is_unsure) and self._context.falls_back(turn):
            return None
        turn.note("decide", verdict=decision.verdict.value, ask_back=decision.ask_back, refuse=decision.refuse)
        if decision.verdict is deciding.Verdict.REFUSE:
            return replies.not_in_sources(self._office)
        if decision.verdict is deciding.Verdict.ASK_BACK:
            ask, options = deciding.options_of(turn.ranking, self._needs, self._siblings)
            # Near procedures of one family are a choice; others are guesses, which help only where one may be meant.
            return replies.not_in_sources(self._office) if decision.is_guess(ask) else replies.ask_back(ask, options)
        turn.procedure = self._catalogue.procedure(turn.ranking.ranked[0].code)
        turn.is_unsure = decision.is_unsure
        return None

    def _decision(self, turn: Turn) -> deciding.Decision:
        return deciding.decide(turn.ranking, turn.query, turn.facets, self._naming(turn), self._siblings)

    def _naming(self, turn: Turn) -> float:
        best = turn.ranking.ranked[0].code if turn.ranking.ranked else None
        return self._retriever.naming(content_words(turn.query.text), best) if best else 0.0

    def _compose(self, turn: Turn) -> Answer:
        """From the record alone; every figure is then checked against it."""
        procedure = turn.procedure
        if procedure is None:
            return replies.not_in_sources(self._office)
        if procedure.has_warning("foreign_text"):
            return turn.law or replies.foreign_text(procedure, self._office)
        if (instead := instead_of_record(procedure, self._office, turn.on)) is not None:
            return turn.law or instead
        asked, sources = self._asked(turn), replies.sources_of(procedure)
        query = replace(turn.query, text=turn.own) if says_enough(turn.own) else turn.query
        for nearness in (lambda texts: self._retriever.similarities(query, texts), None):
            answer = compose(procedure, asked, nearness)
            verdict = check_answer(answer.text, sources, answer.citations)
            turn.note("check", passed=verdict.passed, figures=[str(figure.value) for figure in verdict.figures])
            if verdict.passed:
                dated = with_due_dates(answer, procedure, turn)
                return with_law(dated, turn.law, turn.law_probability) if turn.law else replies.said_unsure(dated, turn)
        return turn.law or replies.unsupported(procedure, self._office)

    def _asked(self, turn: Turn) -> Asked:
        stands_alone = says_enough(turn.own)
        leans = (turn.is_follow_up and not stands_alone) or turn.keeps_facet
        kept = turn.memory.facet if leans else None
        facet = turn.facets[0] if turn.facets else Facet(kept) if kept in list(Facet) else Facet.OVERVIEW
        text = turn.own if stands_alone else turn.query.text
        words = without_facet_words(syllables(text))
        also = tuple(one for one in turn.facets[1:] if one in _ASKED_TOGETHER and facet is not Facet.OVERVIEW)
        asked = Asked(
            facet, words, turn.query.official, turn.on, asked_measure(turn.own), also, self._is_plain(turn), text
        )
        return (
            replace(asked, longest=min(asked.longest, room_left(turn.law, turn.law_probability))) if turn.law else asked
        )

    def _is_plain(self, turn: Turn) -> bool:
        """Whether the question says nothing beyond the procedure's name, how people call it, and the facet."""
        procedure = turn.procedure
        if procedure is None:
            return False
        need = self._needs.get(procedure.code, NO_NEED)
        known = (procedure.name, need.label or "", *need.phrases, *turn.query.official)
        told = {fold(word) for text in known for word in syllables(text)}
        return all(fold(word) in told for word in content_words(turn.query.text))
