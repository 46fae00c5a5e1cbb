"""espeak-ng: robotic, but always there, without a network. Spoken by ``espeak_worker`` in its own process."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from tts.voices.faults import VoiceNotReady
from tts.voices.protocol import AudioChunk, VoiceIdentity
from tts.voices.worker_process import WorkerProcess

_OWN_WORDS_PER_MINUTE = 175  # espeak-ng's default tempo
_SLOWEST, _FASTEST = 80, 450  # what speak_lib.h allows
_SENTENCE_TIMEOUT_SECONDS = 60.0
_NO_LIBRARY = "Chưa cài giọng espeak-ng; anh/chị chạy `pip install motcua[speech]` rồi thử lại."
_NO_VOICE = "espeak-ng không có giọng mang tên này; anh/chị dùng `vi`."


class EspeakVoice:
    """``name`` is an espeak-ng voice: vi (north), vi-vn-x-central, vi-vn-x-south."""

    def __init__(self, name: str = "vi", rate: float = 1.0) -> None:
        if find_spec("espeakng_loader") is None:
            raise VoiceNotReady(_NO_LIBRARY)
        words = round(min(_FASTEST, max(_SLOWEST, _OWN_WORDS_PER_MINUTE * rate)))
        self._worker = WorkerProcess(
            "tts.voices.espeak_worker", [name, str(words)], timeout=_SENTENCE_TIMEOUT_SECONDS, missing=_NO_VOICE
        )
        try:
            hello = self._worker.hello()
        except BaseException:
            self._worker.close()
            raise
        self._sample_rate = int(str(hello["rate"]))
        self._identity = VoiceIdentity("espeak", name, str(hello["version"]), rate, service="espeak")

    @property
    def identity(self) -> VoiceIdentity:
        return self._identity

    def speak(self, text: str) -> Iterator[AudioChunk]:
        yield AudioChunk(self._worker.speak(text), "pcm_s16le", self._sample_rate)

    def close(self) -> None:
        self._worker.close()
