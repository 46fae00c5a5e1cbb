"""The turn in its conversation: an offered option that it chooses, the question before that it leans on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.answers import Answer
from assistant.conversation import (
    chosen_option,
    content_words,
    corrects,
    joined,
    leaned_on,
    leans_back,
    moves_on,
    stays,
    told_option,
    vehicle_of,
)
from assistant.masking import mask
from assistant.turn import Turn
from knowledge.needs import NO_NEED, Need
from knowledge.procedures import Procedure
from knowledge.retrieval.retriever import ProcedureRanking, Retriever
from knowledge.retrieval.understanding import Query
from knowledge.store.catalogue import Catalogue

# How far behind the best procedure, as a share of its score, an offered one may be and still be what a turn chooses.
_AS_GOOD = 0.1


@dataclass(frozen=True, slots=True)
class Context:
    _catalogue: Catalogue
    _retriever: Retriever
    _needs: Mapping[str, Need]

    def choose(self, turn: Turn) -> Answer | None:
        """An option that was offered, chosen by its place or by words that fit one of them best."""
        options = turn.memory.options
        if not options:
            return None
        number = chosen_option(turn.query.text, len(options))
        if number is not None and (vehicle := vehicle_of(options[number])) is not None:
            self._lean(turn, "choose", vehicle)
            return None
        short = len(content_words(turn.query.text)) <= 8
        if number is None and short:
            number = told_option(turn.query.text, [self._called(code) for code in options])
        if number is None and short:
            ranked = self._retriever.procedures(self._joined(turn), count=30).ranked
            best = next((one for one in ranked if one.code in options), None)
            if best is None or best.score < ranked[0].score * (1 - _AS_GOOD):
                return None
            number = options.index(best.code)
        if number is not None:
            self._take(turn, options[number], "choose")
        return None

    def follow_up(self, turn: Turn) -> Answer | None:
        """A turn that says too little alone is read together with the one before."""
        memory = turn.memory
        if turn.procedure is not None or turn.is_follow_up or not memory.question:
            return None
        if not leans_back(turn.query.text):
            turn.keeps_facet = corrects(turn.query.text)
            return None
        if memory.procedure is not None and not content_words(turn.query.text):
            self._take(turn, memory.procedure, "follow_up")
            return None
        self._lean(turn, "follow_up")
        return None

    def together(self, turn: Turn) -> ProcedureRanking | None:
        """The ranking of a turn whose own words leave open what is meant, with what was said before it."""
        memory = turn.memory
        if turn.is_follow_up or memory.procedure is None or not memory.question:
            return None
        return self._retriever.procedures_between(turn.query, self._joined(turn), memory.procedure)

    def kept(self, turn: Turn) -> Procedure | None:
        """The procedure in play, where a follow-up ranks no other far above it."""
        ranked, kept = turn.ranking.ranked, turn.memory.procedure
        if kept is None or not turn.is_follow_up or not ranked:
            return None
        own = next((one for one in ranked if one.code == kept), None)
        if own is None or own.score < ranked[0].score * (1 - stays(turn)) or moves_on(turn, ranked[0].name, own.name):
            return None
        return self._catalogue.procedure(kept)

    def falls_back(self, turn: Turn) -> bool:
        """Takes a turn that tells too little alone as one on the procedure in play: "Hạng A1 có phải khám không?"."""
        memory = turn.memory
        if turn.is_follow_up or memory.procedure is None or not memory.question:
            return False
        self._take(turn, memory.procedure, "fall_back")
        return turn.procedure is not None

    def _called(self, code: str) -> str:
        """What an offered procedure is called, in plain words and officially."""
        procedure = self._catalogue.procedure(code)
        return f"{self._needs.get(code, NO_NEED).label or ''} {procedure.name if procedure else ''}"

    def _joined(self, turn: Turn) -> Query:
        turn.before = leaned_on(turn.memory.question, turn.query.raw)
        both = self._retriever.understand(joined(turn.before, turn.query.text))
        return replace(both, raw=turn.query.raw)

    def _lean(self, turn: Turn, step: str, meant: str = "") -> None:
        """Reads the turn, or what it stands for, together with the question before."""
        if meant:
            turn.query = self._retriever.understand(meant)
        turn.query = self._joined(turn)
        turn.is_follow_up = True
        turn.note(step, text=mask(turn.query.text))

    def _take(self, turn: Turn, code: str, step: str) -> None:
        procedure: Procedure | None = self._catalogue.procedure(code)
        if procedure is not None:
            turn.procedure = procedure
            turn.is_follow_up = True
            if turn.memory.question:
                turn.query = self._joined(turn)
            turn.note(step, code=code)
