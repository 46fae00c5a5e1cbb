"""Settings -> what reading aloud needs."""

from __future__ import annotations

from pathlib import Path

from motcua.settings import Settings
from tts.voices.settings import EngineChoice, SpeechApiSettings, VoiceSettings

WORD_LIST = "words.tsv"


def voice_settings(settings: Settings, engine: EngineChoice, voice: str | None, rate: float) -> VoiceSettings:
    api = SpeechApiSettings(
        base_url=settings.speech_base_url,
        api_key=settings.speech_api_key.get_secret_value(),
        model=settings.speech_model,
        voice=settings.speech_voice,
    )
    return VoiceSettings(
        engine=engine,
        voice=voice,
        rate=rate,
        allow_online=settings.speech_online,
        speech_api=api,
        piper_file=settings.piper_voice,
    )


def office_words(settings: Settings, given: Path | None) -> Path | None:
    """The office's own word list: the one given, else the one in the home, where there is one."""
    own = settings.home / WORD_LIST
    return given or (own if own.is_file() else None)
