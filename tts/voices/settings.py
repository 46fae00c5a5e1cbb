"""How the voices are reached: plain values, so that any caller can build them from its own settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

EngineName = Literal["edge", "piper", "openai", "espeak"]
EngineChoice = Literal["auto", "edge", "piper", "openai", "espeak"]
ENGINE_CHOICES: tuple[EngineChoice, ...] = get_args(EngineChoice)


@dataclass(frozen=True, slots=True)
class EdgeSettings:
    """Microsoft Edge's online voices: the text of the report leaves the office.

    ``service_url`` replaces the service's address (``ws://`` or ``wss://``, with path); ``parallel`` sentences are
    asked for at the same time; timeouts in seconds.
    """

    voices: tuple[str, ...] = ("vi-VN-HoaiMyNeural", "vi-VN-NamMinhNeural")
    service_url: str | None = None
    connect_timeout: int = 10
    receive_timeout: int = 30
    parallel: int = 2


@dataclass(frozen=True, slots=True)
class SpeechApiSettings:
    """An OpenAI-compatible speech endpoint. ``base_url`` with or without ``/v1``; ``timeout`` in seconds."""

    base_url: str = ""
    api_key: str = field(default="", repr=False)
    model: str = "tts-1"
    voice: str = "alloy"
    response_format: Literal["mp3", "wav", "flac", "opus", "aac"] = "mp3"
    timeout: float = 60.0
    parallel: int = 2


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """``engine`` "auto" takes the best that answers; ``rate`` is a factor on the voice's own tempo (0.5 to 2.0).

    ``voice`` names one voice of the chosen engine. ``allow_online`` false keeps every word inside the office.
    """

    engine: EngineChoice = "auto"
    voice: str | None = None
    rate: float = 1.0
    allow_online: bool = True
    edge: EdgeSettings = field(default_factory=EdgeSettings)
    speech_api: SpeechApiSettings = field(default_factory=SpeechApiSettings)
    piper_file: Path | None = None
    espeak_voice: str = "vi"
