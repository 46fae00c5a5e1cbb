"""Is this the audio of that sentence? Catches silence and half an answer, which services send as if all were well."""

from __future__ import annotations

import statistics
import threading
from dataclasses import dataclass

from tts.voices.faults import FaultKind, VoiceFault
from tts.voices.patience import AudioLimits
from tts.voices.protocol import VoiceIdentity


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """``peak`` of full scale 1.0; ``speech_seconds`` from the first to the last sound, without silence at the ends."""

    peak: float
    speech_seconds: float
    longest_gap_seconds: float = 0.0


def syllables(spoken: str) -> int:
    """Syllables of spoken Vietnamese text: its written syllables are separated by blanks."""
    return sum(any(letter.isalpha() for letter in word) for word in spoken.split())


class SentenceCheck:
    """Judges the audio of each sentence by its syllables.

    Nobody's audio may be silent. A remote voice's may not be too short either, nor have a hole, and its tempo is held
    against fixed limits and against its own median. A local engine hands over whole sentences, and asking it again
    would give the same audio.
    """

    def __init__(self, limits: AudioLimits, identity: VoiceIdentity) -> None:
        self._limits = limits
        self._identity = identity
        self._rate = identity.rate
        self._tempi: list[float] = []
        self._lock = threading.Lock()

    def judge(self, spoken: str, facts: AudioFacts) -> None:
        """Raises VoiceFault when the audio cannot be this sentence."""
        if not self._identity.expects_speech:
            return
        if facts.peak < self._limits.silence_peak:
            raise VoiceFault(FaultKind.SILENT, f"peak {facts.peak:.4f}")
        if self._identity.remote:
            self._judge_remote(syllables(spoken), facts)

    def _judge_remote(self, count: int, facts: AudioFacts) -> None:
        limits = self._limits
        if facts.longest_gap_seconds > limits.longest_gap_seconds:
            raise VoiceFault(FaultKind.SILENT, f"{facts.longest_gap_seconds:.2f} s of silence inside")
        if facts.speech_seconds * self._rate < count * limits.shortest_seconds_a_syllable:
            raise VoiceFault(FaultKind.TOO_SHORT, f"{facts.speech_seconds:.2f} s for {count} syllables")
        if count < limits.shortest_checked:
            return
        tempo = count / facts.speech_seconds
        if tempo > self._fastest():
            raise VoiceFault(FaultKind.TOO_SHORT, f"{facts.speech_seconds:.2f} s for {count} syllables")
        if tempo < limits.fewest_syllables_a_second * self._rate:
            raise VoiceFault(FaultKind.TOO_LONG, f"{facts.speech_seconds:.2f} s for {count} syllables")
        with self._lock:
            self._tempi.append(tempo)

    def _fastest(self) -> float:
        with self._lock:
            if len(self._tempi) < self._limits.tempo_known_after:
                return self._limits.most_syllables_a_second * self._rate
            return statistics.median(self._tempi) * self._limits.faster_than_usual
