"""The voices that an officer may choose, by what the settings reach."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.settings import Settings
from tts.voices.settings import EngineChoice

TEMPI = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5)  # of the voice's own


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """`key` names it in forms; `voice` None: the engine's own."""

    key: str
    engine: EngineChoice
    voice: str | None
    label: str


_BEST = VoiceChoice("auto", "auto", None, "Giọng tốt nhất đang dùng được")
_EDGE = (
    VoiceChoice("hoai-my", "edge", "vi-VN-HoaiMyNeural", "Hoài My, giọng nữ (trực tuyến)"),
    VoiceChoice("nam-minh", "edge", "vi-VN-NamMinhNeural", "Nam Minh, giọng nam (trực tuyến)"),
)
_ESPEAK = (
    VoiceChoice("may-bac", "espeak", "vi", "Giọng máy miền Bắc (tại chỗ)"),
    VoiceChoice("may-trung", "espeak", "vi-vn-x-central", "Giọng máy miền Trung (tại chỗ)"),
    VoiceChoice("may-nam", "espeak", "vi-vn-x-south", "Giọng máy miền Nam (tại chỗ)"),
)
_PIPER = VoiceChoice("piper", "piper", None, "Giọng Piper của cơ quan (tại chỗ)")
_ENDPOINT = VoiceChoice("dich-vu", "openai", None, "Dịch vụ giọng đọc của cơ quan")


def voice_choices(settings: Settings) -> tuple[VoiceChoice, ...]:
    """The first is the default."""
    online = _EDGE if settings.speech_online else ()
    endpoint = (_ENDPOINT,) if settings.speech_online and settings.speech_base_url else ()
    piper = (_PIPER,) if settings.piper_voice else ()
    return (_BEST, *online, *endpoint, *piper, *_ESPEAK)


def chosen_voice(settings: Settings, key: str) -> VoiceChoice:
    """The default for a key that is not offered."""
    return next((one for one in voice_choices(settings) if one.key == key), _BEST)
