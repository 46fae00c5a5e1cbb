"""The gain is found on a part of the recording, and the whole comes out at the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tts.production.limiter import true_peak
from tts.production.loudness import LoudnessMeter
from tts.production.mastering import MasterReport, default_targets, master
from tts.production.recording import Recording
from tts.production.spool import SampleSpool
from tts.production.waveform import MASTER_RATE, Waveform, from_int16

CEILING = 10 ** (default_targets().ceiling_dbtp / 20)


def peaky(seed: int, level: float) -> Waveform:
    """Two seconds of noise in short bursts, far louder at its peaks than on the whole."""
    random = np.random.default_rng(seed)
    bursts = np.abs(np.sin(np.arange(2 * MASTER_RATE) * np.pi * 5 / MASTER_RATE)) ** 6
    return (np.convolve(random.standard_normal(bursts.size), np.ones(8) / 8, "same") * bursts * level).astype(
        np.float32
    )


def mastered(folder: Path, levels: Sequence[float]) -> tuple[MasterReport, Waveform]:
    recording, samples = Recording(folder), SampleSpool(folder)
    for seed, level in enumerate(levels):
        recording.add_clip(peaky(seed, level))
        recording.add_pause(0.4)
    report = master(recording, samples, replace(default_targets(), excerpt_seconds=6.0))
    assert samples.size == recording.length
    return report, from_int16(samples.read(0, samples.size))


@pytest.mark.parametrize(
    "levels",
    [
        pytest.param([0.5] * 20, id="one level"),
        pytest.param([0.2, 0.9, 0.3, 0.5] * 5, id="changing levels"),
        pytest.param(([0.02] + [0.9] * 6) * 3, id="an excerpt that misleads"),
        pytest.param([0.5], id="one sentence"),
    ],
)
def test_the_whole_is_as_loud_as_meant_and_below_the_ceiling(tmp_path: Path, levels: list[float]) -> None:
    report, wave = mastered(tmp_path, levels)
    meter = LoudnessMeter()
    meter.feed(wave)
    assert meter.integrated() == pytest.approx(default_targets().target_lufs, abs=0.25)
    assert report.loudness_lufs == pytest.approx(meter.integrated(), abs=0.01)
    assert true_peak(wave) <= CEILING * 1.001
    assert report.limited_clips > 0


def test_silence_stays_silence(tmp_path: Path) -> None:
    report, wave = mastered(tmp_path, [0.0, 0.0])
    assert report == MasterReport(-np.inf, 0.0, 0)
    assert not wave.any()
