"""Loudness after ITU-R BS.1770-4 / EBU R 128, measured while the sound streams by.

K-weighting is two biquads; their coefficients for any rate follow from the analogue prototypes as in libebur128. A
mono recording is measured as the two equal channels it is played on ("dual mono"), 3.01 dB above plain mono.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from tts.production.waveform import MASTER_RATE, Waveform

_TAPS = 2048  # 85 ms: the 38 Hz high-pass (a double pole) has faded by more than 150 dB
_BLOCK = 1 << 14
_STEP = MASTER_RATE // 10  # gating blocks of 400 ms start every 100 ms
_STEPS_A_BLOCK = 4
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_OFFSET = -0.691
_DUAL_MONO = 10 * math.log10(2)


def _shelf(rate: int) -> tuple[list[float], list[float]]:
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, gain = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle, scale = gain**0.4996667741545416, 1 + k / q + k * k
    b = [(gain + middle * k / q + k * k) / scale, 2 * (k * k - gain) / scale, (gain - middle * k / q + k * k) / scale]
    return b, [1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale]


def _high_pass(rate: int) -> tuple[list[float], list[float]]:
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    scale = 1 + k / q + k * k
    return [1.0, -2.0, 1.0], [1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale]


def _impulse_response(rate: int, taps: int) -> NDArray[np.float64]:
    """Both biquads' answer to one sample, so that a Fourier transform can filter a whole block at once."""
    signal = [1.0] + [0.0] * (taps - 1)
    for b, a in (_shelf(rate), _high_pass(rate)):
        out: list[float] = []
        for n in range(taps):
            value = sum(b[i] * signal[n - i] for i in range(3) if n >= i)
            out.append(value - sum(a[i] * out[n - i] for i in (1, 2) if n >= i))
        signal = out
    return np.array(signal)


class LoudnessMeter:
    """Feed it waveforms in order, of any lengths; memory stays at one block plus eight bytes for every 100 ms."""

    def __init__(self) -> None:
        self._response = np.fft.rfft(_impulse_response(MASTER_RATE, _TAPS), _BLOCK).astype(np.complex64)
        self._history = np.zeros(_TAPS - 1, dtype=np.float32)
        self._waiting: list[Waveform] = []
        self._waiting_samples = 0
        self._rest = np.zeros(0, dtype=np.float32)
        self._energies: list[NDArray[np.float64]] = []

    def feed(self, wave: Waveform) -> None:
        self._waiting.append(wave)
        self._waiting_samples += wave.size
        step = _BLOCK - _TAPS + 1
        if self._waiting_samples < step:
            return
        ready = np.concatenate(self._waiting)
        start = 0
        while ready.size - start >= step:
            self._filter(ready[start : start + step])
            start += step
        self._waiting, self._waiting_samples = [ready[start:]], ready.size - start

    def integrated(self) -> float:
        """Loudness in LUFS, dual mono, of everything fed so far; -inf when all of it lies below the gates."""
        self._filter(np.concatenate([*self._waiting, np.zeros(0, dtype=np.float32)]))
        self._waiting, self._waiting_samples = [], 0
        steps = np.concatenate([*self._energies, np.zeros(0)])
        if steps.size < _STEPS_A_BLOCK:
            return -math.inf
        blocks = np.convolve(steps, np.ones(_STEPS_A_BLOCK) / _STEPS_A_BLOCK, mode="valid")
        loud = blocks[blocks > _energy(_ABSOLUTE_GATE)]
        if loud.size == 0:
            return -math.inf
        gate = _loudness(float(loud.mean())) + _RELATIVE_GATE
        return _loudness(float(loud[loud > _energy(gate)].mean()))

    def _filter(self, wave: Waveform) -> None:
        """Overlap-save: the first taps - 1 results of each transform belong to the block before."""
        if wave.size == 0:
            return
        joined = np.concatenate([self._history, wave])
        if joined.any():
            weighted = np.fft.irfft(np.fft.rfft(joined, _BLOCK) * self._response, _BLOCK)
        else:
            weighted = np.zeros(_BLOCK, dtype=np.float32)
        self._history = joined[-(_TAPS - 1) :]
        squares = np.concatenate([self._rest, np.square(weighted[_TAPS - 1 : joined.size])])
        whole = squares.size // _STEP * _STEP
        self._energies.append(squares[:whole].reshape(-1, _STEP).mean(axis=1, dtype=np.float64))
        self._rest = squares[whole:]


def _loudness(energy: float) -> float:
    return _OFFSET + _DUAL_MONO + 10 * math.log10(energy)


def _energy(loudness: float) -> float:
    return float(10 ** ((loudness - _OFFSET - _DUAL_MONO) / 10))
