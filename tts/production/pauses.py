"""Structural pauses, from ``pauses.toml``; all in seconds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Pauses:
    """``after`` is keyed by SegmentKind."""

    lead_in: float
    tail: float
    notice: float
    sentence: float
    clause: float
    before_heading: float
    after: Mapping[str, float]


@cache
def default_pauses() -> Pauses:
    return Pauses(**tomllib.loads((files("tts.production") / "pauses.toml").read_text(encoding="utf-8")))
