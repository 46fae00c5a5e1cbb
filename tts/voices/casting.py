"""Who reads the report: the best voice that answers, and one voice for all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from tts.errors import VoiceUnavailable
from tts.voices.edge_voice import EdgeVoice
from tts.voices.espeak_voice import EspeakVoice
from tts.voices.faults import VOICE_ONLY_FAULTS, VoiceFault, VoiceNotReady, VoiceRefused
from tts.voices.piper_voice import PiperVoiceFile
from tts.voices.protocol import Voice
from tts.voices.settings import VoiceSettings
from tts.voices.speech_api_voice import SpeechApiVoice

_Played = TypeVar("_Played")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A voice that may be opened. ``asked_for``: the caller named this engine, so a wrong setting is an error."""

    engine: str
    name: str
    open: Callable[[], Voice]
    service: str
    asked_for: bool = False


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A candidate that was tried and failed."""

    candidate: Candidate
    error: VoiceUnavailable


def candidates(settings: VoiceSettings, *, fall_back: bool = True) -> tuple[Candidate, ...]:
    """Best first: online neural voices, a speech endpoint, a Piper file, espeak-ng.

    A named engine comes alone, with espeak-ng behind it when ``fall_back``. Raises VoiceNotReady when the engine asked
    for is online and ``allow_online`` is false.
    """
    asked = settings.engine != "auto"
    if settings.engine in ("edge", "openai") and not settings.allow_online:
        raise VoiceNotReady("Cấu hình không cho gửi chữ ra ngoài cơ quan, nên không dùng được giọng trực tuyến này.")
    found = [
        candidate
        for engine, offer in _OFFERS.items()
        if settings.engine in ("auto", engine)
        for candidate in offer(settings, asked)
    ]
    if asked and fall_back and settings.engine != "espeak":
        found += _espeak(VoiceSettings(rate=settings.rate, espeak_voice=settings.espeak_voice), False)
    return tuple(found) if fall_back else tuple(found[:1])


def first_that_plays(
    offered: Sequence[Candidate], play: Callable[[Voice], _Played], given_up: Callable[[GivenUp], None]
) -> _Played | None:
    """``play`` with one candidate after the other until one manages; None when none does.

    Every failure is told to ``given_up``. After a failure that blames a service, its other voices are not tried.
    """
    down: set[str] = set()
    for candidate in offered:
        if candidate.service in down:
            continue
        try:
            voice = candidate.open()
            try:
                return play(voice)
            finally:
                voice.close()
        except VoiceUnavailable as error:
            if candidate.asked_for and isinstance(error, VoiceNotReady | VoiceRefused):
                raise
            given_up(GivenUp(candidate, error))
            if not (isinstance(error, VoiceFault) and error.kind in VOICE_ONLY_FAULTS):
                down.add(candidate.service)
    return None


def _edge(settings: VoiceSettings, asked: bool) -> Iterator[Candidate]:
    if not settings.allow_online:
        return
    wanted = settings.voice if settings.voice and settings.voice.endswith("Neural") else None
    names = dict.fromkeys([wanted, *settings.edge.voices] if wanted else settings.edge.voices)
    for name in names:
        opened = partial(EdgeVoice, name, settings.rate, settings.edge)
        yield Candidate("edge", name, opened, "edge", asked)


def _speech_api(settings: VoiceSettings, asked: bool) -> Iterator[Candidate]:
    if settings.allow_online and (asked or settings.speech_api.base_url):
        name = settings.voice if asked and settings.voice else settings.speech_api.voice
        opened = partial(SpeechApiVoice, settings.speech_api, settings.rate, name)
        yield Candidate("openai", name, opened, settings.speech_api.base_url, asked)


def _piper(settings: VoiceSettings, asked: bool) -> Iterator[Candidate]:
    named = Path(settings.voice) if settings.voice and settings.voice.endswith(".onnx") else None
    path = named or settings.piper_file
    if asked or path is not None:
        file = path or Path("voice.onnx")
        yield Candidate("piper", file.stem, partial(PiperVoiceFile, file, settings.rate), "piper", asked)


def _espeak(settings: VoiceSettings, asked: bool) -> Iterator[Candidate]:
    name = settings.voice if asked and settings.voice else settings.espeak_voice
    yield Candidate("espeak", name, partial(EspeakVoice, name, settings.rate), "espeak", asked)


_OFFERS: dict[str, Callable[[VoiceSettings, bool], Iterator[Candidate]]] = {
    "edge": _edge,
    "openai": _speech_api,
    "piper": _piper,
    "espeak": _espeak,
}
