"""Voices of known sound for the tests of production."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from tts.production.audio_codec import decode
from tts.production.waveform import MASTER_RATE, Waveform
from tts.voices.cache import StoredAudio
from tts.voices.protocol import AudioChunk, VoiceIdentity


class MeasuredVoice:
    """``sound(text)`` gives the samples; counts what it is asked for."""

    def __init__(self, sound: Callable[[str], Waveform], name: str = "measured") -> None:
        self._sound = sound
        self.identity = VoiceIdentity("test", name, "1", service="test", expects_speech=False)
        self.asked: list[str] = []
        self.closed = False

    def speak(self, text: str) -> Iterator[AudioChunk]:
        self.asked.append(text)
        samples = (self._sound(text) * 32767).astype("<i2")
        yield AudioChunk(samples.tobytes(), "pcm_s16le", MASTER_RATE)

    def close(self) -> None:
        self.closed = True


def tone(seconds: float, level: float = 0.2, hertz: float = 330.0) -> Waveform:
    time = np.arange(round(seconds * MASTER_RATE)) / MASTER_RATE
    return (level * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


@pytest.fixture
def measured_voice() -> type[MeasuredVoice]:
    return MeasuredVoice


@pytest.fixture
def make_tone() -> Callable[..., Waveform]:
    return tone


@pytest.fixture
def read_audio() -> Callable[[object], Waveform]:
    def read(path: object) -> Waveform:
        with open(str(path), "rb") as file:
            return decode(StoredAudio(file.read(), "mp3", MASTER_RATE))

    return read
