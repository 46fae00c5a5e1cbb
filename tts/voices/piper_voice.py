"""A Piper voice file (``.onnx`` with its ``.onnx.json`` beside it), spoken by ``piper_worker`` in its own process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tts.voices.faults import VoiceNotReady
from tts.voices.protocol import AudioChunk, VoiceIdentity
from tts.voices.worker_process import WorkerProcess

_SENTENCE_TIMEOUT_SECONDS = 180.0
_NO_LIBRARY = "Chưa cài Piper; anh/chị chạy `pip install piper-tts` rồi thử lại."
_NO_FILE = "Không tìm thấy tệp giọng Piper (.onnx và .onnx.json); anh/chị kiểm tra lại đường dẫn."
_BAD_FILE = "Không mở được tệp giọng Piper này."


class PiperVoiceFile:
    """Speaks the voice file at ``path``; its content's digest is part of the identity, as files get replaced."""

    def __init__(self, path: Path, rate: float = 1.0) -> None:
        if find_spec("piper") is None:
            raise VoiceNotReady(_NO_LIBRARY)
        config = path.with_name(path.name + ".json")
        if not path.is_file() or not config.is_file():
            raise VoiceNotReady(_NO_FILE, detail=str(path))
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        self._worker = WorkerProcess(
            "tts.voices.piper_worker",
            [str(path.resolve()), f"{1 / rate:.4f}"],
            timeout=_SENTENCE_TIMEOUT_SECONDS,
            missing=_BAD_FILE,
        )
        try:
            hello = self._worker.hello()
        except BaseException:
            self._worker.close()
            raise
        self._sample_rate = int(str(hello["rate"]))
        self._identity = VoiceIdentity("piper", path.stem, f"{hello['version']}+{digest}", rate, service="piper")

    @property
    def identity(self) -> VoiceIdentity:
        return self._identity

    def speak(self, text: str) -> Iterator[AudioChunk]:
        yield AudioChunk(self._worker.speak(text), "pcm_s16le", self._sample_rate)

    def close(self) -> None:
        self._worker.close()
