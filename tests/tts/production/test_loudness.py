"""Loudness against the reference tone of EBU Tech 3341 and against FFmpeg's own meter."""

from __future__ import annotations

import math

import av
import numpy as np
import pytest

from tts.production.loudness import LoudnessMeter
from tts.production.waveform import MASTER_RATE, Waveform, silence


def measured(*waves: Waveform) -> float:
    meter = LoudnessMeter()
    for wave in waves:
        meter.feed(wave)
    return meter.integrated()


def by_ffmpeg(wave: Waveform) -> float:
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=MASTER_RATE, format="flt", layout="mono", time_base=f"1/{MASTER_RATE}")
    meter = graph.add("ebur128", "metadata=1:dualmono=true")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    loudness = "-inf"
    for start in range(0, wave.size, MASTER_RATE):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(wave[np.newaxis, start : start + MASTER_RATE]), "flt", "mono"
        )
        frame.sample_rate, frame.pts = MASTER_RATE, start
        source.push(frame)
        while True:
            try:
                loudness = graph.pull().metadata["lavfi.r128.I"]
            except (av.error.BlockingIOError, av.error.EOFError):
                break
    return float(loudness)


def test_a_tone_of_23_dbfs_on_both_channels_is_23_lufs() -> None:
    # EBU Tech 3341 case 1: 1 kHz at -23 dBFS (peak) in two channels reads -23.0 LUFS.
    time = np.arange(MASTER_RATE * 20) / MASTER_RATE
    tone = (10 ** (-23 / 20) * np.sin(2 * np.pi * 1000 * time)).astype(np.float32)
    assert measured(tone) == pytest.approx(-23.0, abs=0.1)


def test_agrees_with_ffmpeg_on_speech_like_noise_with_pauses() -> None:
    random = np.random.default_rng(3)
    noise = np.convolve(random.standard_normal(MASTER_RATE * 30), np.ones(12) / 12, "same").astype(np.float32) * 0.2
    noise[MASTER_RATE * 8 : MASTER_RATE * 14] *= 0.01
    noise[MASTER_RATE * 20 : MASTER_RATE * 25] *= 0.3
    assert measured(noise) == pytest.approx(by_ffmpeg(noise), abs=0.1)


def test_pieces_measure_as_the_whole() -> None:
    noise = (np.random.default_rng(4).standard_normal(MASTER_RATE * 10) * 0.1).astype(np.float32)
    pieces = [noise[start : start + 7777] for start in range(0, noise.size, 7777)]
    assert measured(*pieces) == pytest.approx(measured(noise), abs=1e-6)


def test_silence_has_no_loudness() -> None:
    assert measured(silence(5)) == -math.inf
    assert measured(silence(0.1)) == -math.inf
