"""True peak, and a look-ahead limiter that keeps below a ceiling.

True peak after ITU-R BS.1770-4 annex 2: the samples are interpolated to four times the rate by a windowed sinc, since
a converter or a codec meets the curve between the samples, not the samples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tts.production.waveform import MASTER_RATE, Waveform

_OVERSAMPLING = 4
_HALF = 12  # samples on each side of the interpolated point
_BLOCK = 64
_LOOK_AHEAD = MASTER_RATE * 8 // 1000


def _phases() -> NDArray[np.float32]:
    """One row of 2 * _HALF weights for each point between two samples (1/4, 2/4, 3/4 of the way)."""
    at = np.arange(-_HALF + 1, _HALF + 1)
    rows = []
    for phase in range(1, _OVERSAMPLING):
        distance = phase / _OVERSAMPLING - at
        weights = np.sinc(distance) * np.cos(np.pi * distance / (2 * _HALF)) ** 2
        rows.append(weights / weights.sum())
    return np.array(rows, dtype=np.float32)


_PHASES = _phases()


def envelope(wave: Waveform, above: float) -> Waveform:
    """The highest absolute value on the curve from each sample to the next; exact wherever it is over ``above``.

    Only blocks with a sample over half of ``above`` are interpolated: speech sampled at 24 kHz has no curve that
    doubles between its samples.
    """
    highest = np.abs(wave)
    blocks = -(-wave.size // _BLOCK)
    padded = np.zeros(_HALF - 1 + blocks * _BLOCK + _HALF, dtype=np.float32)
    padded[_HALF - 1 : _HALF - 1 + wave.size] = wave
    inner = np.abs(padded[_HALF - 1 : _HALF - 1 + blocks * _BLOCK]).reshape(blocks, _BLOCK)
    hot = np.nonzero(inner.max(axis=1) > above / 2)[0]
    if hot.size == 0:
        return highest
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _HALF)[: blocks * _BLOCK]
    between = np.abs(windows.reshape(blocks, _BLOCK, 2 * _HALF)[hot] @ _PHASES.T).max(axis=2)
    inner[hot] = np.maximum(inner[hot], between)
    return inner.reshape(-1)[: wave.size]


def true_peak(wave: Waveform) -> float:
    """Of full scale 1.0."""
    return float(envelope(wave, float(np.abs(wave).max())).max()) if wave.size else 0.0


def limited(wave: Waveform, ceiling: float) -> Waveform:
    """``wave`` with its true peak held at ``ceiling``; the gain moves smoothly over 16 ms around each peak.

    Each sample's gain is a weighted mean of the lowest gains needed within the look-ahead on both sides, and every one
    of these covers the sample itself: so it never lies above what the sample needs.
    """
    highest = envelope(wave, ceiling)
    loud = np.nonzero(highest > ceiling)[0]
    if loud.size == 0:
        return wave
    result = wave.copy()
    gaps = np.nonzero(np.diff(loud) > 4 * _LOOK_AHEAD)[0]
    for first, last in zip(loud[np.r_[0, gaps + 1]], loud[np.r_[gaps, loud.size - 1]], strict=True):
        part = slice(max(0, first - 2 * _LOOK_AHEAD), last + 2 * _LOOK_AHEAD + 1)
        result[part] *= _gain(highest[part], ceiling)
    return result


def _gain(highest: Waveform, ceiling: float) -> Waveform:
    needed = (ceiling / np.maximum(highest, ceiling)).astype(np.float32)
    lowest = _running_minimum(needed, _LOOK_AHEAD)
    padded = np.pad(lowest, _LOOK_AHEAD, mode="edge")
    return _running_mean(_running_mean(padded, _LOOK_AHEAD + 1), _LOOK_AHEAD + 1).astype(np.float32)


def _running_mean(values: NDArray[np.floating], width: int) -> NDArray[np.float64]:
    """Twice in a row it is a triangular window: a gain without corners, at a cost that does not grow with the width."""
    sums = np.cumsum(np.concatenate([np.zeros(1), values]))
    means: NDArray[np.float64] = (sums[width:] - sums[:-width]) / width
    return means


def _running_minimum(values: Waveform, reach: int) -> Waveform:
    """The minimum over ``reach`` values on each side, by doubling the window."""
    width = 2 * reach + 1
    current = np.pad(values, reach, mode="edge")
    covered = 1
    while covered * 2 <= width:
        current = np.minimum(current[: current.size - covered], current[covered:])
        covered *= 2
    rest = width - covered
    return np.minimum(current[: current.size - rest], current[rest:]) if rest else current
