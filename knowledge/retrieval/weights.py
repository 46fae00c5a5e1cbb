"""The weights of the scores, a data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from knowledge.text.lexicon import shipped


@dataclass(frozen=True, slots=True)
class ProcedureWeights:
    passage: float
    record: float
    name: float
    official: float
    nearest: float
    about: float
    action: float
    way: float
    bound: float


@dataclass(frozen=True, slots=True)
class PassageWeights:
    keywords: float
    nearest: float


@dataclass(frozen=True, slots=True)
class PlainWeights:
    within: float  # share of the best score: titles so near are compared with each other
    unsaid: float  # share of the best score that a title loses whose own words nobody said


@dataclass(frozen=True, slots=True)
class Weights:
    procedures: ProcedureWeights
    plain: PlainWeights
    passages: PassageWeights
    kept: float  # for a title like that of the procedure in play; a turn alone, and with the one before, weigh 1
    least_confidence: float
    neighbours: int


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    data = shipped("retrieval.yaml")
    return Weights(
        ProcedureWeights(**data["procedures"]),
        PlainWeights(**data["plain"]),
        PassageWeights(**data["passages"]),
        float(data["kept"]),
        float(data["least_confidence"]),
        int(data["neighbours"]),
    )
