"""Retry, circuit breaker and thresholds: when to try again, and when to stop asking."""

from __future__ import annotations

import random
import threading
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Exponential back-off with jitter; seconds."""

    attempts: int
    first_contact_attempts: int
    first_pause_seconds: float
    growth: float
    longest_pause_seconds: float
    jitter: float

    def pause(self, failed_attempts: int, chance: float) -> float:
        """Seconds to wait after ``failed_attempts`` (from 1); ``chance`` in [0, 1) picks the jitter."""
        whole = min(self.longest_pause_seconds, self.first_pause_seconds * self.growth ** (failed_attempts - 1))
        return whole * (1 - self.jitter * chance)


@dataclass(frozen=True, slots=True)
class AudioLimits:
    """What is believed to be the audio of a sentence; peaks are of full scale 1.0, tempi in syllables a second."""

    silence_peak: float
    shortest_checked: int
    most_syllables_a_second: float
    fewest_syllables_a_second: float
    tempo_known_after: int
    faster_than_usual: float
    shortest_seconds_a_syllable: float
    longest_gap_seconds: float


@dataclass(frozen=True, slots=True)
class Patience:
    """Everything in ``patience.toml``, plus the clock: ``sleep`` takes seconds, ``chance`` gives [0, 1)."""

    retry: RetryPolicy
    faults_in_a_row: int
    limits: AudioLimits
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@cache
def default_patience() -> Patience:
    data = tomllib.loads((files("tts.voices") / "patience.toml").read_text(encoding="utf-8"))
    return Patience(RetryPolicy(**data["retry"]), data["breaker"]["faults_in_a_row"], AudioLimits(**data["check"]))


class CircuitBreaker:
    """Opens after so many faults in a row, over all sentences and threads, and stays open for the report."""

    def __init__(self, faults_in_a_row: int) -> None:
        self._limit = faults_in_a_row
        self._faults = 0
        self._lock = threading.Lock()
        self.answered = False

    @property
    def open(self) -> bool:
        return self._faults >= self._limit

    def failed(self) -> None:
        with self._lock:
            self._faults += 1

    def trip(self) -> None:
        """Open now: a sentence was given up, so the other threads need not go on asking."""
        with self._lock:
            self._faults = max(self._faults, self._limit)

    def succeeded(self) -> None:
        with self._lock:
            self.answered = True
            if not self.open:
                self._faults = 0
