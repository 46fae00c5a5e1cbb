"""espeak-ng: robotic, but always there, without a network. Spoken by ``espeak_worker`` in its own process."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from queue import LifoQueue

from tts.cores import cores
from tts.voices.faults import VoiceNotReady
from tts.voices.protocol import AudioChunk, VoiceIdentity
from tts.voices.worker_process import WorkerProcess

_OWN_WORDS_PER_MINUTE = 175  # espeak-ng's default tempo
_SLOWEST, _FASTEST = 80, 450  # what speak_lib.h allows
_SENTENCE_TIMEOUT_SECONDS = 60.0
_MOST_WORKERS = 4
_NO_LIBRARY = "Chưa cài giọng espeak-ng; anh/chị chạy `pip install motcua[speech]` rồi thử lại."
_NO_VOICE = "espeak-ng không có giọng mang tên này; anh/chị dùng `vi`."


class EspeakVoice:
    """``name`` is an espeak-ng voice: vi (north), vi-vn-x-central, vi-vn-x-south.

    It speaks on one core, and what becomes of its sound keeps another one busy only half of the time: so there are
    several workers, each started when it is first needed.
    """

    def __init__(self, name: str = "vi", rate: float = 1.0) -> None:
        if find_spec("espeakng_loader") is None:
            raise VoiceNotReady(_NO_LIBRARY)
        words = round(min(_FASTEST, max(_SLOWEST, _OWN_WORDS_PER_MINUTE * rate)))
        self._workers = [_worker(name, words) for _ in range(min(_MOST_WORKERS, cores()))]
        self._idle: LifoQueue[WorkerProcess] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        try:
            hello = self._workers[-1].hello()
        except BaseException:
            self.close()
            raise
        self._sample_rate = int(str(hello["rate"]))
        self._identity = VoiceIdentity(
            "espeak", name, str(hello["version"]), rate, service="espeak", parallel=len(self._workers)
        )

    @property
    def identity(self) -> VoiceIdentity:
        return self._identity

    def speak(self, text: str) -> Iterator[AudioChunk]:
        worker = self._idle.get()
        try:
            samples = worker.speak(text)
        finally:
            self._idle.put(worker)
        yield AudioChunk(samples, "pcm_s16le", self._sample_rate)

    def close(self) -> None:
        for worker in self._workers:
            worker.close()


def _worker(name: str, words_per_minute: int) -> WorkerProcess:
    arguments = [name, str(words_per_minute)]
    return WorkerProcess("tts.voices.espeak_worker", arguments, timeout=_SENTENCE_TIMEOUT_SECONDS, missing=_NO_VOICE)
