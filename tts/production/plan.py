"""A script becomes utterances: what is said in one breath, what is shown meanwhile, and how long the pause after is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tts.production.pauses import Pauses
from tts.script import Script, Segment, SegmentKind

CutSentences = Callable[[str], Sequence[str]]

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


def plan(script: Script, cut: CutSentences, pauses: Pauses, notice: str = "") -> tuple[Utterance, ...]:
    """``cut`` divides a text into sentences. Segments that leave nothing to say are passed over."""
    utterances = [Utterance(notice, notice, -1, "paragraph", 0, pauses.notice)] if notice else []
    for index, segment in enumerate(script.segments):
        following = script.segments[index + 1].kind if index + 1 < len(script.segments) else None
        said = list(_of_segment(index, segment, cut, pauses))
        if not said:
            continue
        pause = pauses.after[segment.kind] + (pauses.before_heading if following == "heading" else 0.0)
        said[-1] = replace(said[-1], pause_after=pause)
        utterances += said
    return tuple(utterances)


def _of_segment(index: int, segment: Segment, cut: CutSentences, pauses: Pauses) -> Iterator[Utterance]:
    for written, spoken in sentence_pairs(cut(segment.text), cut(segment.spoken)):
        parts = _parts(spoken)
        for number, part in enumerate(parts):
            pause = pauses.clause if number + 1 < len(parts) else pauses.sentence
            yield Utterance(part, written, index, segment.kind, segment.level, pause, continues=number > 0)


def sentence_pairs(written: Sequence[str], spoken: Sequence[str]) -> list[tuple[str, str]]:
    """Written and spoken sentences that belong together.

    Normally there are as many of one as of the other. Where reading made more or fewer of them, each of the more
    numerous goes with the one that lies at the same share of the text.
    """
    spoken = [sentence for sentence in spoken if any(letter.isalpha() for letter in sentence)]
    if not spoken or not written:
        return [(" ".join(written), sentence) for sentence in spoken]
    if len(written) == len(spoken):
        return list(zip(written, spoken, strict=True))
    if len(written) > len(spoken):
        groups = _grouped(written, spoken)
        return [(" ".join(many), one) for many, one in groups]
    return [(one, " ".join(many)) for many, one in _grouped(spoken, written)]


def _grouped(many: Sequence[str], few: Sequence[str]) -> list[tuple[list[str], str]]:
    """Each of ``few`` with its share of ``many``; one that would get none is joined to its neighbour."""
    ends = _shares(few)
    groups: list[tuple[list[str], str]] = [([], sentence) for sentence in few]
    before = 0.0
    for sentence, end in zip(many, _shares(many), strict=True):
        middle, before = (before + end) / 2, end
        place = next((n for n, limit in enumerate(ends) if middle < limit), len(few) - 1)
        groups[place][0].append(sentence)
    joined: list[tuple[list[str], str]] = []
    for members, sentence in groups:
        if joined and (not members or not joined[-1][0]):
            joined[-1] = (joined[-1][0] + members, f"{joined[-1][1]} {sentence}")
        else:
            joined.append((members, sentence))
    return joined


def _shares(sentences: Sequence[str]) -> list[float]:
    """Where each sentence ends, as a share of the whole."""
    total = sum(map(len, sentences)) or 1
    done, ends = 0, []
    for sentence in sentences:
        done += len(sentence)
        ends.append(done / total)
    return ends


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
