"""What a voice is: something that turns one spoken sentence into typed pieces of audio."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

AudioFormat = Literal["pcm_s16le", "mp3", "wav", "flac", "opus", "aac"]


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A piece of one sentence's audio, mono.

    ``data`` is raw little-endian 16-bit samples when ``format`` is "pcm_s16le", otherwise a piece of an encoded
    stream of that format; the pieces of one sentence joined in order are the whole. ``sample_rate`` is in hertz.
    """

    data: bytes
    format: AudioFormat
    sample_rate: int


@dataclass(frozen=True, slots=True)
class VoiceIdentity:
    """Which voice speaks: the part of a cache key that is not the text.

    ``service`` names what fails together (two voices of one online service share their outages). ``rate`` is a factor,
    1.0 being the voice's own tempo. ``parallel`` is how many sentences it may be asked for at the same time.
    ``remote`` voices may send less than the whole sentence without saying so: their tempo is judged.
    ``expects_speech`` is false for test voices whose audio is silent on purpose: nothing is trimmed or judged.
    """

    engine: str
    name: str
    version: str
    rate: float = 1.0
    service: str = ""
    parallel: int = 1
    remote: bool = False
    expects_speech: bool = True


class Voice(Protocol):
    """One engine with one voice; safe to call from ``identity.parallel`` threads."""

    @property
    def identity(self) -> VoiceIdentity: ...

    def speak(self, text: str) -> Iterator[AudioChunk]:
        """Yield the audio of ``text``, one sentence of spoken Vietnamese.

        Raises VoiceFault when trying again may help, another VoiceUnavailable when it will not.
        """
        ...

    def close(self) -> None:
        """Let go of processes and connections; calling it twice is harmless."""
        ...
