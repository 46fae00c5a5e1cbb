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


@dataclass(frozen=True, slots=True)
class PassageWeights:
    keywords: float
    nearest: float


@dataclass(frozen=True, slots=True)
class Weights:
    procedures: ProcedureWeights
    passages: PassageWeights
    least_confidence: float
    neighbours: int


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    data = shipped("retrieval.yaml")
    return Weights(
        ProcedureWeights(**data["procedures"]),
        PassageWeights(**data["passages"]),
        float(data["least_confidence"]),
        int(data["neighbours"]),
    )
