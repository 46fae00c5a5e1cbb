"""One voice says one sentence after the other: from the cache, or asked for until the audio can be believed."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from tts.production.audio_codec import AudioDecodeError, decode
from tts.production.waveform import MASTER_RATE, Waveform, peak, sounding, trimmed
from tts.voices.cache import SentenceCache, StoredAudio, sentence_key
from tts.voices.checks import AudioFacts, SentenceCheck
from tts.voices.faults import FaultKind, VoiceFault
from tts.voices.patience import CircuitBreaker, Patience
from tts.voices.protocol import Voice

_AHEAD = 2  # sentences asked for beyond those being spoken, so that the engine never waits for us


@dataclass(frozen=True, slots=True)
class RecitedSentence:
    """``engine_seconds`` is what the engine took, 0.0 when the sentence came from the cache."""

    wave: Waveform
    cached: bool
    engine_seconds: float


class Reciter:
    """Speaks sentences with one voice; safe to call from several threads."""

    def __init__(self, voice: Voice, cache: SentenceCache, patience: Patience, breaker: CircuitBreaker) -> None:
        self._voice = voice
        self._cache = cache
        self._patience = patience
        self._breaker = breaker
        self._check = SentenceCheck(patience.limits, voice.identity)

    def say(self, spoken: str) -> RecitedSentence:
        """Raises VoiceUnavailable once patience has run out, and OSError when the disk is full."""
        key = sentence_key(self._voice.identity, spoken)
        stored = self._cache.get(key)
        if stored is not None:
            try:
                return RecitedSentence(self._finished(decode(stored)), cached=True, engine_seconds=0.0)
            except AudioDecodeError:
                self._cache.forget(key)
        began = time.perf_counter()
        audio, wave = self._ask_patiently(spoken)
        seconds = time.perf_counter() - began
        self._cache.put(key, audio)
        return RecitedSentence(self._finished(wave), cached=False, engine_seconds=seconds)

    def _ask_patiently(self, spoken: str) -> tuple[StoredAudio, Waveform]:
        failed = 0
        while True:
            try:
                answer = self._ask(spoken)
            except VoiceFault:
                self._breaker.failed()
                failed += 1
                if self._breaker.open or failed >= self._allowed_attempts():
                    self._breaker.trip()
                    raise
                self._patience.sleep(self._patience.retry.pause(failed, self._patience.chance()))
            else:
                self._breaker.succeeded()
                return answer

    def _allowed_attempts(self) -> int:
        retry = self._patience.retry
        return retry.attempts if self._breaker.answered else retry.first_contact_attempts

    def _ask(self, spoken: str) -> tuple[StoredAudio, Waveform]:
        chunks = list(self._voice.speak(spoken))
        if not any(chunk.data for chunk in chunks):
            raise VoiceFault(FaultKind.NO_AUDIO)
        audio = StoredAudio(b"".join(chunk.data for chunk in chunks), chunks[0].format, chunks[0].sample_rate)
        try:
            wave = decode(audio)
        except AudioDecodeError as error:
            raise VoiceFault(FaultKind.UNREADABLE, str(error)) from error
        heard = sounding(wave)
        facts = AudioFacts(peak(wave), (heard.last - heard.first) / MASTER_RATE, heard.longest_gap / MASTER_RATE)
        self._check.judge(spoken, facts)
        return audio, wave

    def _finished(self, wave: Waveform) -> Waveform:
        return trimmed(wave) if self._voice.identity.expects_speech else wave


def recite(reciter: Reciter, sentences: Sequence[str], parallel: int) -> Iterator[RecitedSentence]:
    """The sentences in order, a few asked for ahead. A sentence that is repeated nearby is asked for once."""
    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="voice") as pool:
        waiting: deque[tuple[str, Future[RecitedSentence]]] = deque()
        try:
            for spoken in sentences:
                twin = next((future for text, future in waiting if text == spoken), None)
                waiting.append((spoken, twin or pool.submit(reciter.say, spoken)))
                if len(waiting) > parallel + _AHEAD:
                    yield waiting.popleft()[1].result()
            while waiting:
                yield waiting.popleft()[1].result()
        finally:
            for _, future in waiting:
                future.cancel()
