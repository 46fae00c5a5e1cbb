"""Who reads the report: the best voice that answers, and one voice for all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from tts.errors import VoiceUnavailable
from tts.voices.faults import VOICE_ONLY_FAULTS, VoiceFault, VoiceNotReady, VoiceRefused
from tts.voices.protocol import Voice
from tts.voices.settings import EdgeSettings, EngineName, SpeechApiSettings, VoiceSettings

_Played = TypeVar("_Played")
_SLOWEST, _FASTEST = 0.5, 2.0
_BAD_RATE = "Tốc độ đọc phải từ 0,5 đến 2 lần."
_NOT_ALLOWED = "Cấu hình không cho gửi chữ ra ngoài cơ quan, nên không dùng được giọng trực tuyến này."
_NO_SUCH_VOICE = "Không có giọng đọc mang tên này; anh/chị xem lại tên giọng."


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

    A named engine comes alone, with espeak-ng behind it when ``fall_back``; with "auto", a named voice brings its
    engine to the front. Raises VoiceNotReady for a tempo out of range, a name that no engine knows, and an online
    engine that was asked for where ``allow_online`` is false.
    """
    if not _SLOWEST <= settings.rate <= _FASTEST:
        raise VoiceNotReady(_BAD_RATE, detail=str(settings.rate))
    named = settings.engine if settings.engine != "auto" else _engine_of(settings)
    if named in _ONLINE and not settings.allow_online:
        raise VoiceNotReady(_NOT_ALLOWED)
    others = [engine for engine in _OFFERS if engine != named and (settings.engine == "auto" or engine == "espeak")]
    nameless = replace(settings, voice=None)
    found = list(_OFFERS[named](settings, True)) if named else []
    for engine in others:
        found += _OFFERS[engine](nameless, False)
    return tuple(found) if fall_back else tuple(found[:1])


def _engine_of(settings: VoiceSettings) -> EngineName | None:
    """Whose voice the named one is; None when none is named."""
    name = settings.voice
    if not name:
        return None
    if name.endswith("Neural"):
        return "edge"
    if name.endswith(".onnx"):
        return "piper"
    if name == "vi" or name.startswith("vi-vn-x-"):
        return "espeak"
    if settings.speech_api.base_url:
        return "openai"
    raise VoiceNotReady(_NO_SUCH_VOICE, detail=name)


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
    names = dict.fromkeys([*([settings.voice] if settings.voice else []), *settings.edge.voices])
    for name in names:
        opened = partial(_open_edge, name, settings.rate, settings.edge)
        yield Candidate("edge", name, opened, "edge", asked)


def _speech_api(settings: VoiceSettings, asked: bool) -> Iterator[Candidate]:
    if settings.allow_online and (asked or settings.speech_api.base_url):
        name = settings.voice or settings.speech_api.voice
        opened = partial(_open_speech_api, settings.speech_api, settings.rate, name)
        yield Candidate("openai", name, opened, settings.speech_api.base_url, asked)


def _piper(settings: VoiceSettings, asked: bool) -> Iterator[Candidate]:
    path = Path(settings.voice) if settings.voice else settings.piper_file
    if asked or path is not None:
        file = path or Path("voice.onnx")
        yield Candidate("piper", file.stem, partial(_open_piper, file, settings.rate), "piper", asked)


def _espeak(settings: VoiceSettings, asked: bool) -> Iterator[Candidate]:
    name = settings.voice or settings.espeak_voice
    yield Candidate("espeak", name, partial(_open_espeak, name, settings.rate), "espeak", asked)


# A voice's libraries take time to load, so only the one that is opened loads its own.


def _open_edge(name: str, rate: float, edge: EdgeSettings) -> Voice:
    from tts.voices.edge_voice import EdgeVoice

    return EdgeVoice(name, rate, edge)


def _open_speech_api(api: SpeechApiSettings, rate: float, name: str) -> Voice:
    from tts.voices.speech_api_voice import SpeechApiVoice

    return SpeechApiVoice(api, rate, name)


def _open_piper(file: Path, rate: float) -> Voice:
    from tts.voices.piper_voice import PiperVoiceFile

    return PiperVoiceFile(file, rate)


def _open_espeak(name: str, rate: float) -> Voice:
    from tts.voices.espeak_voice import EspeakVoice

    return EspeakVoice(name, rate)


_ONLINE = frozenset({"edge", "openai"})
_OFFERS: dict[EngineName, Callable[[VoiceSettings, bool], Iterator[Candidate]]] = {
    "edge": _edge,
    "openai": _speech_api,
    "piper": _piper,
    "espeak": _espeak,
}
