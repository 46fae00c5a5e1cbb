"""Loudness after ITU-R BS.1770-4 / EBU R 128, measured while the sound streams by.

The gated mean needs the K-weighted energy of each 100 ms, not the weighted samples: by Parseval's theorem it is the sum
of the step's spectrum times the weighting's power response, which takes a quarter of the time of filtering. K-weighting
is two biquads; their coefficients for any rate follow from the analogue prototypes as in libebur128. A mono recording
is measured as the two equal channels it is played on ("dual mono"), 3.01 dB above plain mono.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from tts.production.waveform import MASTER_RATE, Waveform

_STEP = MASTER_RATE // 10  # gating blocks of 400 ms start every 100 ms
_STEPS_A_BLOCK = 4
_STEPS_AT_ONCE = 24
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_OFFSET = -0.691
_DUAL_MONO = 10 * math.log10(2)

_Biquad = tuple[list[float], list[float]]


def _shelf(rate: int) -> _Biquad:
    k = math.tan(math.pi * 1681.974450955533 / rate)
    q, gain = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle, scale = gain**0.4996667741545416, 1 + k / q + k * k
    b = [(gain + middle * k / q + k * k) / scale, 2 * (k * k - gain) / scale, (gain - middle * k / q + k * k) / scale]
    return b, [1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale]


def _high_pass(rate: int) -> _Biquad:
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    scale = 1 + k / q + k * k
    return [1.0, -2.0, 1.0], [1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale]


def _weights() -> NDArray[np.float32]:
    """What each squared real and imaginary part of a step's spectrum adds to the mean square of the weighted step."""
    delay = np.exp(-2j * np.pi * np.arange(_STEP // 2 + 1) / _STEP)
    response = np.ones(delay.size, dtype=np.complex128)
    for b, a in (_shelf(MASTER_RATE), _high_pass(MASTER_RATE)):
        response *= np.polyval(b[::-1], delay) / np.polyval(a[::-1], delay)
    power = np.square(np.abs(response)) * 2 / _STEP**2
    power[[0, -1]] /= 2  # every other bin stands for its mirror image too
    return np.repeat(power, 2).astype(np.float32)


_WEIGHTS = _weights()


class LoudnessMeter:
    """Feed it waveforms in order, of any lengths; memory stays at a few seconds plus eight bytes for every 100 ms."""

    def __init__(self) -> None:
        self._waiting: list[Waveform] = []
        self._waiting_samples = 0
        self._energies: list[NDArray[np.float64]] = []

    def feed(self, wave: Waveform) -> None:
        self._waiting.append(wave)
        self._waiting_samples += wave.size
        if self._waiting_samples >= _STEP * _STEPS_AT_ONCE:
            self._weigh()

    def integrated(self) -> float:
        """Loudness in LUFS, dual mono, of everything fed so far; -inf when all of it lies below the gates."""
        self._weigh()
        steps = np.concatenate([*self._energies, np.zeros(0)])
        if steps.size < _STEPS_A_BLOCK:
            return -math.inf
        blocks = np.convolve(steps, np.ones(_STEPS_A_BLOCK) / _STEPS_A_BLOCK, mode="valid")
        loud = blocks[blocks > _energy(_ABSOLUTE_GATE)]
        if loud.size == 0:
            return -math.inf
        gate = _loudness(float(loud.mean())) + _RELATIVE_GATE
        return _loudness(float(loud[loud > _energy(gate)].mean()))

    def _weigh(self) -> None:
        """The energies of all whole steps that wait; the samples after them go on waiting."""
        ready = np.concatenate([*self._waiting, np.zeros(0, dtype=np.float32)])
        whole = ready.size // _STEP
        steps = ready[: whole * _STEP].reshape(whole, _STEP)
        for first in range(0, whole, _STEPS_AT_ONCE):
            spectrum = np.fft.rfft(steps[first : first + _STEPS_AT_ONCE])
            self._energies.append((np.square(spectrum.view(spectrum.real.dtype)) @ _WEIGHTS).astype(np.float64))
        self._waiting, self._waiting_samples = [ready[whole * _STEP :]], ready.size - whole * _STEP


def _loudness(energy: float) -> float:
    return _OFFSET + _DUAL_MONO + 10 * math.log10(energy)


def _energy(loudness: float) -> float:
    return float(10 ** ((loudness - _OFFSET - _DUAL_MONO) / 10))
