"""Subtitles with the written text: WebVTT (W3C) and SubRip. Times are sample counts, rounded to milliseconds."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from tts.production.timeline import Cue, Timeline
from tts.production.waveform import MASTER_RATE

_LINE = 60  # characters: two such lines are read comfortably on one screen


def web_vtt(timeline: Timeline, note: str) -> str:
    """``note`` goes into a NOTE block, which players do not show."""
    blocks = ["WEBVTT", f"NOTE {_one_line(note).replace('-->', '→')}"]
    for number, cue in enumerate(_shown(timeline), 1):
        text = "\n".join(_lines(cue.written)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{number}\n{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n{text}")
    return "\n\n".join(blocks) + "\n"


def sub_rip(timeline: Timeline) -> str:
    blocks = []
    for number, cue in enumerate(_shown(timeline), 1):
        text = "\n".join(_lines(cue.written)).replace("-->", "→")
        blocks.append(f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n{text}\n")
    return "\n".join(blocks)


def _shown(timeline: Timeline) -> Iterable[Cue]:
    return (cue for cue in timeline.cues if cue.written.strip())


def _lines(text: str) -> list[str]:
    return textwrap.wrap(_one_line(text), _LINE, break_long_words=False, break_on_hyphens=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _clock(samples: int, mark: str) -> str:
    milliseconds = round(samples * 1000 / MASTER_RATE)
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"
