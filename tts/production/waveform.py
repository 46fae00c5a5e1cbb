"""Sound in memory: mono samples as numpy float32, full scale 1.0, at the master rate; and their silent ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Waveform = NDArray[np.float32]

MASTER_RATE = 24_000  # hertz: what edge-tts gives, and a rate that MP3, AAC and Opus all take as it is
_WINDOW = MASTER_RATE // 100
_QUIET_BELOW_PEAK = 10 ** (-42 / 20)  # a soft final consonant is still louder than this
_LEFT_BEFORE = MASTER_RATE * 30 // 1000
_LEFT_AFTER = MASTER_RATE * 60 // 1000
_EDGE = MASTER_RATE * 4 // 1000


def silence(seconds: float) -> Waveform:
    return np.zeros(round(seconds * MASTER_RATE), dtype=np.float32)


def peak(wave: Waveform) -> float:
    return float(np.abs(wave).max()) if wave.size else 0.0


@dataclass(frozen=True, slots=True)
class Sounding:
    """Where a waveform sounds, in samples: from ``first`` up to ``last``; ``longest_gap`` is silence between."""

    first: int
    last: int
    longest_gap: int


def sounding(wave: Waveform) -> Sounding:
    """Judged in windows of 10 ms; all zero when none sounds."""
    whole = wave[: wave.size // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    loudest = np.abs(whole).max(axis=1) if whole.size else np.zeros(0, dtype=np.float32)
    loud = np.nonzero(loudest > peak(wave) * _QUIET_BELOW_PEAK)[0]
    if loud.size == 0:
        return Sounding(0, 0, 0)
    gap = int(np.diff(loud).max(initial=1)) - 1
    return Sounding(int(loud[0]) * _WINDOW, (int(loud[-1]) + 1) * _WINDOW, gap * _WINDOW)


def trimmed(wave: Waveform) -> Waveform:
    """Without the silence that engines leave at the ends, so that only the structure decides how long pauses are.

    A few milliseconds stay on both sides and are faded, which keeps cuts from clicking.
    """
    heard = sounding(wave)
    kept = wave[max(0, heard.first - _LEFT_BEFORE) : heard.last + _LEFT_AFTER].copy()
    edge = min(_EDGE, kept.size // 2)
    ramp = np.linspace(0.0, 1.0, edge, dtype=np.float32)
    kept[:edge] *= ramp
    kept[kept.size - edge :] *= ramp[::-1]
    return kept


def to_int16(wave: Waveform) -> NDArray[np.int16]:
    return np.round(np.clip(wave, -1.0, 1.0) * 32767.0).astype(np.int16)


def from_int16(samples: NDArray[np.int16]) -> Waveform:
    return samples.astype(np.float32) / np.float32(32767.0)
