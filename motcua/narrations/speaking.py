"""An order -> files, by the voices of the settings."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from motcua.narrations.order import Order
from motcua.narrations.shelf import STEM
from motcua.narrations.studio import Speak
from motcua.settings import Settings
from motcua.speech import office_words, voice_settings
from tts.brief import make_brief
from tts.narration import AudioKind, NarrationResult, Progress, narrate
from tts.narration import Settings as NarrationSettings
from tts.reading import read_report

AUDIO: tuple[AudioKind, ...] = ("mp3", "m4b", "ogg")


def can_speak() -> bool:
    """Whether the libraries of the extras `speech` and `bots` are installed."""
    return all(find_spec(name) is not None for name in ("av", "numpy", "dbos"))


def speaker(settings: Settings, sentences: Path) -> Speak:
    def speak(report: Path, folder: Path, order: Order, progress: Callable[[Progress], None]) -> NarrationResult:
        script = read_report(report, office=office_words(settings, None))
        if order.brief is not None:
            script = make_brief(script, order.brief)
        chosen = NarrationSettings(
            voices=voice_settings(settings, order.engine, order.voice, order.rate),
            kinds=AUDIO,
            stem=STEM,
            cache_folder=sentences,
            cue_sheet=True,
        )
        return narrate(script, folder, settings=chosen, progress=progress)

    return speak
