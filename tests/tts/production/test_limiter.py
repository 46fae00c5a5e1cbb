"""The limiter holds the curve between the samples, and leaves alone what is quiet enough."""

from __future__ import annotations

import numpy as np
import pytest

from tts.production.limiter import limited, true_peak
from tts.production.waveform import MASTER_RATE, Waveform


def test_the_peak_between_two_samples_is_found() -> None:
    # A quarter of the rate, 45 degrees off: every sample is 3 dB below the curve's top.
    wave = np.sin(2 * np.pi * MASTER_RATE / 4 * np.arange(4800) / MASTER_RATE + np.pi / 4).astype(np.float32)
    wave *= np.hanning(4800).astype(np.float32)
    assert np.abs(wave).max() == pytest.approx(0.707, abs=0.01)
    assert true_peak(wave) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("level", [0.9, 1.5, 4.0])
def test_nothing_passes_the_ceiling(level: float) -> None:
    random = np.random.default_rng(5)
    wave = (random.standard_normal(MASTER_RATE * 2) * level * 0.3).astype(np.float32)
    assert true_peak(limited(wave, 0.75)) <= 0.7501


def test_a_single_click_turns_down_only_its_surroundings() -> None:
    time = np.arange(MASTER_RATE) / MASTER_RATE
    wave: Waveform = (0.3 * np.sin(2 * np.pi * 200 * time)).astype(np.float32)
    wave[12_000] = 0.95
    held = limited(wave, 0.75)
    assert np.abs(held).max() <= 0.7501
    changed = np.nonzero(held != wave)[0]
    assert changed.min() >= 12_000 - MASTER_RATE // 50
    assert changed.max() <= 12_000 + MASTER_RATE // 50


def test_quiet_audio_is_returned_as_it_is() -> None:
    wave = np.full(100, 0.2, dtype=np.float32)
    assert limited(wave, 0.75) is wave
