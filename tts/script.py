"""What is read aloud: a report as an ordered list of segments, each with its written and its spoken text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

SegmentKind = Literal["title", "heading", "paragraph", "list_item", "table_row", "caption"]
SEGMENT_KINDS: tuple[SegmentKind, ...] = get_args(SegmentKind)

LeftOutReason = Literal[
    "letterhead", "page_number", "running_header", "signature", "recipients", "navigation", "picture", "not_chosen"
]


@dataclass(frozen=True, slots=True)
class Guess:
    """A written token whose reading is not certain, and why (Vietnamese, for the reading check)."""

    written: str
    spoken: str
    why: str


@dataclass(frozen=True, slots=True)
class Span:
    """``text[written[0]:written[1]]`` is read as ``spoken[spoken_range[0]:spoken_range[1]]`` (character offsets)."""

    written: tuple[int, int]
    spoken: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, the unit that a voice speaks and a subtitle shows: as written, and as spoken."""

    text: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of the report in reading order.

    ``level`` is 1..6 for a heading and the nesting depth (from 1) for a list item, otherwise 0. ``spoken`` holds no
    digit and no symbol but ``. , ; : ? !``. ``sentences`` are its sentences in order: their texts in a row are
    ``text`` and their spoken forms ``spoken``, joined by one space.
    """

    kind: SegmentKind
    text: str
    spoken: str
    level: int = 0
    sentences: tuple[Sentence, ...] = ()
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A passage that is not read aloud, and the reason."""

    text: str
    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class Script:
    """A report ready to be voiced. ``title`` is the written title ("" when the report shows none)."""

    segments: tuple[Segment, ...]
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
