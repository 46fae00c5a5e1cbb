"""The report as one self-contained HTML page that marks each sentence while it is heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template
from urllib.parse import quote

from tts.production.audio_codec import Chapter
from tts.production.timeline import Cue, Timeline
from tts.production.waveform import MASTER_RATE
from tts.production.words import TranscriptWords

_DEEPEST_HEADING = 6


def transcript(
    timeline: Timeline, chapters: Sequence[Chapter], title: str, audio_name: str, voice: str, words: TranscriptWords
) -> str:
    """``audio_name`` is the file that lies beside the page; ``voice`` a sentence on who reads."""
    template = Template((files("tts.production") / "transcript.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(title),
        generator=escape(words.machine_made),
        audio=escape(quote(audio_name)),
        no_audio=escape(words.no_audio),
        follow=escape(words.follow),
        machine_made=escape(words.machine_made),
        voice=escape(voice),
        chapters=escape(words.chapters),
        chapter_items="\n".join(_chapter_item(chapter) for chapter in chapters),
        body="\n".join(_blocks(timeline.cues, words.listen_from)),
    )


def _chapter_item(chapter: Chapter) -> str:
    return f'<li><button type="button" data-start="{_seconds(chapter.start)}">{escape(chapter.title)}</button></li>'


def _blocks(cues: Sequence[Cue], listen_from: str) -> Iterable[str]:
    segments = [list(group) for _, group in groupby(cues, key=lambda cue: cue.segment)]
    for in_list, run in groupby(segments, key=lambda segment: segment[0].kind == "list_item"):
        blocks = [_block(segment, listen_from) for segment in run]
        yield "<ul>\n" + "\n".join(blocks) + "\n</ul>" if in_list else "\n".join(blocks)


def _block(segment: Sequence[Cue], listen_from: str) -> str:
    first = segment[0]
    tag = {"title": "h1", "list_item": "li"}.get(first.kind, "p")
    if first.kind == "heading":
        tag = f"h{min(_DEEPEST_HEADING, first.level + 1)}"
    label = escape(f"{listen_from}: {first.written[:60]}")
    button = f'<button type="button" data-start="{_seconds(first.start)}" aria-label="{label}">▶</button>'
    return f"<{tag}>{button} {' '.join(_sentence(cue) for cue in segment)}</{tag}>"


def _sentence(cue: Cue) -> str:
    times = f'data-start="{_seconds(cue.start)}" data-end="{_seconds(cue.end)}"'
    return f'<span class="cue" {times}>{escape(cue.written)}</span>'


def _seconds(samples: int) -> str:
    return f"{samples / MASTER_RATE:.3f}"
