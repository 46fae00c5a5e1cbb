"""When each written sentence is heard, by sample count; everything with times is made from this."""

from __future__ import annotations

from dataclasses import dataclass

from tts.script import SegmentKind


@dataclass(frozen=True, slots=True)
class Cue:
    """``written`` is heard from sample ``start`` to ``end`` (master rate).

    ``segment`` is its index in the script, -1 for the spoken notice; ``level`` as in ``Segment``.
    """

    start: int
    end: int
    written: str
    segment: int
    kind: SegmentKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """``length`` in samples, pauses at both ends included."""

    cues: tuple[Cue, ...]
    length: int
