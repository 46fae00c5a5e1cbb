"""Chapters at the headings, so that a listener can jump to a part of the report."""

from __future__ import annotations

from itertools import pairwise

from tts.production.audio_codec import Chapter
from tts.production.timeline import Timeline

_MARKS = frozenset({"title", "heading"})


def chapters(timeline: Timeline, opening: str) -> tuple[Chapter, ...]:
    """One chapter a heading, without gaps; ``opening`` names what comes before the first one.

    A heading of several sentences is one chapter named by all of them. No heading, no chapters but the opening.
    """
    marks: list[tuple[int, int, str]] = []
    for cue in timeline.cues:
        if cue.kind not in _MARKS or cue.segment < 0:
            continue
        if marks and marks[-1][1] == cue.segment:
            start, segment, title = marks[-1]
            marks[-1] = (start, segment, f"{title} {cue.written}")
        else:
            marks.append((cue.start, cue.segment, cue.written))
    if marks and marks[0][1] == _first_segment(timeline):
        marks[0] = (0, *marks[0][1:])
    else:
        marks.insert(0, (0, -1, opening))
    bounds = [*(start for start, _, _ in marks), timeline.length]
    return tuple(
        Chapter(title, start, end) for (_, _, title), (start, end) in zip(marks, pairwise(bounds), strict=True)
    )


def _first_segment(timeline: Timeline) -> int:
    return next((cue.segment for cue in timeline.cues if cue.segment >= 0), -1)
