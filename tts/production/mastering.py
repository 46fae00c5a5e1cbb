"""Gain and limiter: from whatever a voice gives to one loudness and a safe peak."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files

import numpy as np

from tts.production.limiter import limited
from tts.production.loudness import LoudnessMeter
from tts.production.recording import Recording
from tts.production.side_by_side import side_by_side
from tts.production.spool import SampleSpool
from tts.production.waveform import Waveform, peak, to_int16


@dataclass(frozen=True, slots=True)
class MasteringTargets:
    """Loudness in LUFS (dual mono), ceiling in dB true peak before encoding."""

    target_lufs: float
    ceiling_dbtp: float
    excerpt_seconds: float
    rehearsed_lu: float
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
        return _pass(recording, into, 0.0, targets)
    gain = _rehearsed(recording.excerpt(targets.excerpt_seconds), loudness, targets)
    for _ in range(targets.most_passes - 1):
        report = _pass(recording, into, gain, targets)
        missing = targets.target_lufs - report.loudness_lufs
        if abs(missing) <= targets.close_enough_lu or gain + missing > targets.most_gain_db:
            return report
        gain += missing * targets.correction
    return _pass(recording, into, gain, targets)


def _rehearsed(excerpt: Sequence[Waveform], loudness: float, targets: MasteringTargets) -> float:
    """The gain that brings a recording of this ``loudness`` to the target, tried on a part of it.

    What the limiter takes away is found there, so that one pass over the whole is nearly always enough.
    """
    apart = loudness - _measured(excerpt)
    gain = min(targets.most_gain_db, targets.target_lufs - loudness)
    for _ in range(targets.most_passes):
        tried = side_by_side(partial(_levelled, _factor(gain), _factor(targets.ceiling_dbtp)), excerpt)
        missing = targets.target_lufs - apart - _measured(wave for wave, _ in tried)
        if math.isinf(apart) or abs(missing) <= targets.rehearsed_lu:
            break
        gain = min(targets.most_gain_db, gain + missing * targets.correction)
    return gain


def _pass(recording: Recording, into: SampleSpool, gain_db: float, targets: MasteringTargets) -> MasterReport:
    """One pass over the time line, its stretches side by side."""
    into.clear()
    meter, touched = LoudnessMeter(), 0
    work = partial(_levelled, _factor(gain_db), _factor(targets.ceiling_dbtp))
    for wave, limits in side_by_side(work, recording.stretches()):
        touched += limits
        meter.feed(wave)
        into.append(to_int16(wave))
    return MasterReport(meter.integrated(), gain_db, touched)


def _levelled(gain: float, ceiling: float, stretch: Waveform) -> tuple[Waveform, bool]:
    """The stretch as it will be heard, and whether the limiter had to act."""
    louder = stretch * np.float32(gain)
    held = limited(louder, ceiling) if peak(louder) > ceiling / 2 else louder
    return held, held is not louder


def _measured(waves: Iterable[Waveform]) -> float:
    meter = LoudnessMeter()
    for wave in waves:
        meter.feed(wave)
    return meter.integrated()


def _factor(decibel: float) -> float:
    return float(10 ** (decibel / 20))
