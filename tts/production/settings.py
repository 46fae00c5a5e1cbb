"""What a caller may choose about a narration, and what it gets back. Imports no audio library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from tts.voices.patience import Patience
from tts.voices.settings import VoiceSettings

AudioKind = Literal["mp3", "m4b", "ogg", "aac"]
AUDIO_KINDS: tuple[AudioKind, ...] = get_args(AudioKind)
FileKind = Literal["mp3", "m4b", "ogg", "aac", "vtt", "srt", "html", "json"]
Stage = Literal["speaking", "mastering", "writing"]


@dataclass(frozen=True, slots=True)
class Settings:
    """``kinds`` and ``stem`` name the audio files when the output is a folder.

    ``cache_folder`` keeps the audio of every sentence (default: ``.sentences`` beside the output), the latest
    ``cache_megabytes`` of them; ``patience`` replaces the retry rules and the clock; ``fall_back`` false turns a
    failing voice into an error. ``cue_sheet`` also writes what is heard when, as JSON (``tts.production.cue_sheet``).
    """

    voices: VoiceSettings = field(default_factory=VoiceSettings)
    kinds: tuple[AudioKind, ...] = ("mp3",)
    stem: str = "bao-cao"
    cache_folder: Path | None = None
    cache_megabytes: int = 2000
    spoken_notice: bool = True
    subtitles: bool = True
    transcript: bool = True
    cue_sheet: bool = False
    fall_back: bool = True
    patience: Patience | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` units of ``stage`` (sentences, then passes, then files); ``note`` announces a fallback."""

    stage: Stage
    done: int
    total: int
    seconds_left: float | None = None
    note: str = ""


ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Fallback:
    """The whole report was read by another voice than the one meant for it. ``announcement`` is for people."""

    first: str
    second: str
    reason: str
    announcement: str


@dataclass(frozen=True, slots=True)
class OutputFile:
    kind: FileKind
    path: Path


@dataclass(frozen=True, slots=True)
class NarrationResult:
    """``seconds`` is the length of the audio, ``elapsed_seconds`` the work, ``engine_seconds`` the engine's part of it.

    ``loudness_lufs`` (dual mono) is of the mastered samples, None when they are silent. ``synthesised`` and ``cached``
    count utterances.
    """

    files: tuple[OutputFile, ...]
    engine: str
    voice: str
    fallback: Fallback | None
    seconds: float
    elapsed_seconds: float
    engine_seconds: float
    synthesised: int
    cached: int
    chapters: int
    loudness_lufs: float | None
