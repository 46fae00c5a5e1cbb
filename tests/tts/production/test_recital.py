"""Sentences in order, asked for once, trimmed of the engine's own silence."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tts.production.recital import Reciter, recite
from tts.production.waveform import MASTER_RATE, Sounding, Waveform, silence, sounding, trimmed
from tts.voices.cache import SentenceCache
from tts.voices.faults import FaultKind, VoiceFault
from tts.voices.patience import CircuitBreaker, Patience, default_patience
from tts.voices.protocol import AudioChunk, VoiceIdentity


class CrowdVoice:
    """Answers several threads at once, out of order; each sentence sounds as long as its text says: "3 ..." 0.3 s."""

    identity = VoiceIdentity("test", "crowd", "1", service="test", parallel=3)

    def __init__(self, faults: int = 0) -> None:
        self.asked: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self._faults = faults
        self._lock = threading.Lock()
        self._random = random.Random(1)

    def speak(self, text: str) -> Iterator[AudioChunk]:
        with self._lock:
            self.asked.append(text)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            pause = self._random.random() / 50
            failing, self._faults = self._faults > 0, self._faults - 1
        time.sleep(pause)
        with self._lock:
            self.at_once -= 1
        if failing:
            raise VoiceFault(FaultKind.BUSY)
        tone = 0.3 * np.sin(np.arange(int(text.split()[0]) * MASTER_RATE // 10) / 8)
        half = len(tone) // 2
        for piece in (tone[:half], tone[half:]):
            yield AudioChunk((piece * 32767).astype("<i2").tobytes(), "pcm_s16le", MASTER_RATE)

    def close(self) -> None:
        """Nothing is held."""


def reciter(voice: CrowdVoice, folder: Path, slept: list[float]) -> tuple[Reciter, CircuitBreaker]:
    ours = default_patience()
    patience = Patience(ours.retry, ours.faults_in_a_row, ours.limits, sleep=slept.append, chance=lambda: 0.0)
    breaker = CircuitBreaker(ours.faults_in_a_row)
    return Reciter(voice, SentenceCache(folder), patience, breaker), breaker


def test_order_is_kept_and_a_repeated_sentence_is_asked_for_once(tmp_path: Path) -> None:
    texts = [f"{number % 5 + 2} câu" for number in range(40)]
    voice = CrowdVoice()
    said = list(recite(reciter(voice, tmp_path, [])[0], texts, 3))
    lengths = [one.wave.size / MASTER_RATE for one in said]
    assert lengths == pytest.approx([(number % 5 + 2) / 10 for number in range(40)], abs=0.07)
    assert sorted(voice.asked) == sorted(set(texts))
    assert 1 < voice.most_at_once <= 3


def test_faults_are_waited_out_with_growing_pauses(tmp_path: Path) -> None:
    voice, slept = CrowdVoice(faults=2), []
    one = reciter(voice, tmp_path, slept)[0].say("3 câu")
    assert (len(voice.asked), one.cached) == (3, False)
    retry = default_patience().retry
    assert slept == [retry.first_pause_seconds, retry.first_pause_seconds * retry.growth]


def test_giving_up_opens_the_breaker_for_the_other_threads(tmp_path: Path) -> None:
    ours, breaker = reciter(CrowdVoice(faults=100), tmp_path, [])
    with pytest.raises(VoiceFault):
        ours.say("3 câu")
    assert breaker.open


def padded(before: float, sound: float, after: float) -> Waveform:
    tone = (0.4 * np.sin(np.arange(round(sound * MASTER_RATE)) / 6)).astype(np.float32)
    return np.concatenate([silence(before), tone, silence(after)])


@pytest.mark.parametrize(("before", "after"), [(0.5, 0.8), (0.0, 0.0), (0.02, 2.0)])
def test_the_engines_own_silence_is_cut_off(before: float, after: float) -> None:
    kept = trimmed(padded(before, 1.0, after))
    assert 1.0 - 0.02 <= kept.size / MASTER_RATE <= 1.0 + 0.1
    assert abs(kept[0]) < 0.01
    assert abs(kept[-1]) < 0.01


def test_silence_has_no_sounding_range() -> None:
    assert sounding(silence(1)) == sounding(silence(0.001)) == Sounding(0, 0, 0)


def test_a_hole_in_a_sentence_is_found() -> None:
    wave = np.concatenate([padded(0.2, 1.0, 0.0), padded(2.0, 1.0, 0.3)])
    assert sounding(wave).longest_gap / MASTER_RATE == pytest.approx(2.0, abs=0.03)
