"""One turn of a conversation on its way through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.answers import Answer, Facet
from knowledge.procedures import Procedure
from knowledge.retrieval.retriever import ProcedureRanking
from knowledge.retrieval.understanding import Query


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation keeps from turn to turn: what is in play, never the citizen's own words unmasked."""

    procedure: str | None = None  # code
    facet: str | None = None
    question: str = ""  # the last question on a procedure, masked, restored
    options: tuple[str, ...] = ()  # codes offered when asking back, in their order
    provision: str | None = None  # address of the provision last cited


@dataclass(slots=True)
class Turn:
    question: str
    on: date
    memory: Memory
    query: Query = field(default_factory=lambda: Query("", "", 1.0))
    own: str = ""  # the turn's own words as restored, whatever it is read together with
    facets: list[Facet] = field(default_factory=list)
    ranking: ProcedureRanking = field(default_factory=lambda: ProcedureRanking((), 0.0))
    procedure: Procedure | None = None
    session: str | None = None
    law: Answer | None = None  # what the law says, where the record is to answer too
    law_probability: float = 0.0  # that the law is asked, where it was found by its meaning and not by its number
    is_follow_up: bool = False  # read together with the turn before
    keeps_facet: bool = False  # stands alone, but asks of another thing what the turn before asked
    before: str = ""  # what it is read together with: the question before, less what this turn replaces
    is_unsure: bool = False  # the procedure found may not be the one that is asked for
    is_erased: bool = False  # the citizen had the conversation erased: nothing of this turn is kept
    trace: list[dict[str, Any]] = field(default_factory=list)

    def note(self, step: str, **facts: Any) -> None:
        self.trace.append({"step": step, **facts})


@dataclass(frozen=True, slots=True)
class Reply:
    answer: Answer
    trace: tuple[dict[str, Any], ...]  # steps with what they found, masked
    milliseconds: float
