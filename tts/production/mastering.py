"""Gain and limiter: from whatever a voice gives to one loudness and a safe peak."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from tts.production.limiter import limited
from tts.production.loudness import LoudnessMeter
from tts.production.recording import Recording
from tts.production.spool import SampleSpool
from tts.production.waveform import from_int16, peak, to_int16


@dataclass(frozen=True, slots=True)
class MasteringTargets:
    """Loudness in LUFS (dual mono), ceiling in dB true peak before encoding."""

    target_lufs: float
    ceiling_dbtp: float
    close_enough_lu: float
    correction: float
    most_passes: int
    most_gain_db: float


@dataclass(frozen=True, slots=True)
class MasterReport:
    """What the mastered samples measure; -inf for a silent recording. ``gain_db`` is what was applied."""

    loudness_lufs: float
    gain_db: float
    limited_clips: int


@cache
def default_targets() -> MasteringTargets:
    text = (files("tts.production") / "mastering.toml").read_text(encoding="utf-8")
    return MasteringTargets(**tomllib.loads(text))


def master(recording: Recording, into: SampleSpool, targets: MasteringTargets) -> MasterReport:
    """Write the mastered time line to ``into``, sample for sample as long as the recording."""
    loudness = recording.loudness()
    if math.isinf(loudness):
        return _pass(recording, into, 0.0, loudness, targets)
    gain = min(targets.most_gain_db, targets.target_lufs - loudness)
    for _ in range(targets.most_passes - 1):
        report = _pass(recording, into, gain, loudness, targets)
        missing = targets.target_lufs - report.loudness_lufs
        if abs(missing) <= targets.close_enough_lu or gain + missing > targets.most_gain_db:
            return report
        gain += missing * targets.correction
    return _pass(recording, into, gain, loudness, targets)


def _pass(
    recording: Recording, into: SampleSpool, gain_db: float, loudness: float, targets: MasteringTargets
) -> MasterReport:
    """One pass over the time line. Where the limiter had nothing to do, the loudness follows from the gain alone."""
    into.clear()
    gain, ceiling, touched = _factor(gain_db), _factor(targets.ceiling_dbtp), 0
    for stretch in recording.stretches():
        louder = stretch * np.float32(gain)
        held = limited(louder, ceiling) if peak(louder) > ceiling / 2 else louder
        touched += held is not louder
        into.append(to_int16(held))
    return MasterReport(_measured(into) if touched else loudness + gain_db, gain_db, touched)


def _measured(samples: SampleSpool) -> float:
    meter = LoudnessMeter()
    for block in samples.blocks():
        meter.feed(from_int16(block))
    return meter.integrated()


def _factor(decibel: float) -> float:
    return float(10 ** (decibel / 20))
