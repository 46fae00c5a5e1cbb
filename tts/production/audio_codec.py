"""Encoded audio in, through PyAV; what goes out is ``audio_encoder``. No other module knows that library."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from tts.production.waveform import MASTER_RATE, Waveform
from tts.voices.cache import StoredAudio


class AudioDecodeError(Exception):
    """The bytes are not audio of the format that they claim to be."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """``start`` and ``end`` in samples at the master rate."""

    title: str
    start: int
    end: int


def decode(audio: StoredAudio) -> Waveform:
    """Mono at the master rate. Raises AudioDecodeError."""
    if audio.format == "pcm_s16le":
        samples = np.frombuffer(audio.data[: len(audio.data) // 2 * 2], dtype="<i2")
        if audio.sample_rate == MASTER_RATE:
            return samples.astype(np.float32) / np.float32(32768.0)
        return _joined(_resampled(frames_of(samples, audio.sample_rate)))
    try:
        with av.open(io.BytesIO(audio.data), "r") as container:
            return _joined(_resampled(container.decode(audio=0)))
    except (av.error.FFmpegError, IndexError, ValueError) as error:
        raise AudioDecodeError(str(error)) from error


def frames_of(samples: NDArray[np.int16], rate: int) -> Iterator[av.AudioFrame]:
    """Frames of one second, timed from 0: PyAV copies each into its own memory."""
    for start in range(0, samples.size, rate):
        piece = np.ascontiguousarray(samples[np.newaxis, start : start + rate])
        frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
        frame.sample_rate = rate
        frame.time_base = Fraction(1, rate)
        frame.pts = start
        yield frame


def _resampled(frames: Iterable[av.AudioFrame]) -> Iterator[NDArray[Any]]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=MASTER_RATE)
    for frame in frames:
        frame.pts = None
        for piece in resampler.resample(frame):
            yield piece.to_ndarray()[0]
    for piece in resampler.resample(None):
        yield piece.to_ndarray()[0]


def _joined(pieces: Iterable[NDArray[Any]]) -> Waveform:
    return np.concatenate([np.zeros(0, dtype=np.float32), *pieces])
