"""The Vietnamese words of a narration, from ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class TranscriptWords:
    machine_made: str
    chapters: str
    listen_from: str
    follow: str
    no_audio: str


@dataclass(frozen=True, slots=True)
class Words:
    """Templates take ``str.format`` fields as named in the file; ``reasons`` is keyed by FaultKind values."""

    spoken_notice: str
    opening: str
    untitled: str
    title_tag: str
    artist_tag: str
    comment_tag: str
    fallback: str
    nothing_answers: str
    nothing_to_say: str
    cannot_write: str
    unknown_file_kind: str
    reasons: Mapping[str, str]
    transcript: TranscriptWords


@cache
def words() -> Words:
    data = tomllib.loads((files("tts.production") / "words.toml").read_text(encoding="utf-8"))
    return Words(**(data | {"transcript": TranscriptWords(**data["transcript"])}))
