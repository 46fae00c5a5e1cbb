"""Read a report aloud: ``narrate(script, out)`` gives audio, subtitles and a transcript.

Needs the extra ``speech`` (PyAV, numpy, espeak-ng's library, edge-tts); without it, one clear sentence. Importing this
module loads none of them.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tts.errors import ProductionFailed
from tts.production.settings import (
    AudioKind,
    Fallback,
    NarrationResult,
    OutputFile,
    Progress,
    ProgressCallback,
    Settings,
)
from tts.script import Script
from tts.voices.protocol import Voice
from tts.voices.settings import EdgeSettings, SpeechApiSettings, VoiceSettings

__all__ = [
    "AudioKind",
    "EdgeSettings",
    "Fallback",
    "NarrationResult",
    "OutputFile",
    "Progress",
    "ProgressCallback",
    "Settings",
    "SpeechApiSettings",
    "VoiceSettings",
    "narrate",
]

_NO_LIBRARY = "Chưa cài phần tạo âm thanh; anh/chị chạy `pip install motcua[speech]` rồi thử lại."


def narrate(
    script: Script,
    out: Path,
    *,
    voice: str | Voice | None = None,
    settings: Settings | None = None,
    progress: ProgressCallback | None = None,
) -> NarrationResult:
    """Read ``script`` aloud into ``out``.

    ``out`` is an audio file (.mp3, .m4b, .ogg, .aac; subtitles and transcript get its name) or a folder. ``voice`` is a
    name as in ``VoiceSettings.voice``, or an opened Voice, which is closed afterwards. Run again after an interruption,
    it asks no voice for a sentence that was already spoken.

    Raises EmptyReport, VoiceUnavailable (what was spoken is kept), DiskFull, ProductionFailed.
    """
    if find_spec("av") is None or find_spec("numpy") is None:
        raise ProductionFailed(_NO_LIBRARY)
    from tts.production.studio import Studio, offer, target_of

    chosen = settings or Settings()
    studio = Studio(chosen, target_of(out, chosen), progress or _unheard)
    return studio.produce(script, offer(voice, chosen))


def _unheard(progress: Progress) -> None:
    """Nobody asked to be told."""
