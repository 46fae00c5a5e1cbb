"""A script becomes utterances: what is said in one breath, what is shown meanwhile, and how long the pause after is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tts.production.pauses import Pauses
from tts.script import Script, Segment, SegmentKind, Sentence

_LONGEST = 500  # characters of spoken text asked from a voice at once
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """``spoken`` is sent to the voice, ``written`` is shown; ``pause_after`` in seconds; ``level`` as in ``Segment``.

    ``segment`` is the index in the script, -1 for the spoken notice. ``continues`` marks a later part of an overlong
    sentence: it is shown under the first part.
    """

    spoken: str
    written: str
    segment: int
    kind: SegmentKind
    level: int
    pause_after: float
    continues: bool = False


def plan(script: Script, pauses: Pauses, notice: str = "") -> tuple[Utterance, ...]:
    """Every sentence of the script that has something to say. A segment without ``sentences`` is one sentence."""
    utterances = [Utterance(notice, notice, -1, "paragraph", 0, pauses.notice)] if notice else []
    for index, segment in enumerate(script.segments):
        following = script.segments[index + 1].kind if index + 1 < len(script.segments) else None
        said = list(_of_segment(index, segment, pauses))
        if not said:
            continue
        pause = pauses.after[segment.kind] + (pauses.before_heading if following == "heading" else 0.0)
        said[-1] = replace(said[-1], pause_after=pause)
        utterances += said
    return tuple(utterances)


def _of_segment(index: int, segment: Segment, pauses: Pauses) -> Iterator[Utterance]:
    for sentence in segment.sentences or (Sentence(segment.text, segment.spoken),):
        parts = _parts(sentence.spoken) if any(letter.isalpha() for letter in sentence.spoken) else []
        for number, part in enumerate(parts):
            pause = pauses.clause if number + 1 < len(parts) else pauses.sentence
            yield Utterance(part, sentence.text, index, segment.kind, segment.level, pause, continues=number > 0)


def _parts(spoken: str) -> list[str]:
    """An overlong sentence at its commas, or at blanks where it has none; other sentences whole."""
    if len(spoken) <= _LONGEST:
        return [spoken]
    parts = [""]
    for clause in _CLAUSE_END.split(spoken):
        words = [clause] if len(clause) <= _LONGEST else clause.split()
        for word in words:
            if parts[-1] and len(parts[-1]) + 1 + len(word) > _LONGEST:
                parts.append(word)
            else:
                parts[-1] = f"{parts[-1]} {word}".strip()
    return parts
