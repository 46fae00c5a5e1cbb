"""What is ordered, how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tts.voices.settings import EngineChoice


@dataclass(frozen=True, slots=True)
class Order:
    """`name` of the report's file, its ending telling the kind; `brief`: minutes, None for the whole report."""

    name: str
    engine: EngineChoice = "auto"
    voice: str | None = None
    rate: float = 1.0
    brief: float | None = None


class State(StrEnum):
    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"


UNFINISHED = frozenset({State.WAITING, State.READING})


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` sentences, passes or files of `stage`; `seconds_left` where it can be told."""

    stage: str
    done: int
    total: int
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seconds` of audio; `synthesised` and `cached` sentences; `fallback` announces another voice than was meant."""

    engine: str
    voice: str
    fallback: str | None
    seconds: float
    synthesised: int
    cached: int
    chapters: int
    loudness_lufs: float | None


@dataclass(frozen=True, slots=True)
class Narration:
    """Times are Unix seconds. `error`: one Vietnamese sentence. `tries`: beginnings that led to no spoken sentence."""

    id: str
    order: Order
    ordered_at: float
    state: State = State.WAITING
    finished_at: float | None = None
    step: Step | None = None
    outcome: Outcome | None = None
    error: str | None = None
    tries: int = 0
