"""Offline transcription with the wheel `viet-asr`, whose model lies inside it."""

from __future__ import annotations

from importlib import import_module
from threading import Lock
from typing import Any

import numpy as np

from bots.channel import Recording
from bots.errors import NotConfigured, NotHeard
from tts.production.audio_codec import AudioDecodeError, decode
from tts.production.waveform import MASTER_RATE
from tts.voices.cache import StoredAudio

_LONGEST_S = 120


class WheelTranscriber:
    """Loads the model at the first message (about 2 s); one message at a time."""

    def __init__(self) -> None:
        """Raises NotConfigured where the wheel is not installed."""
        try:
            self._library: Any = import_module("vietasr")
        except ImportError as error:
            raise NotConfigured("Nghe tin nhắn thoại: xin cài thêm gói viet-asr (pip install viet-asr).") from error
        self._pipeline: Any = None
        self._lock = Lock()

    def transcribe(self, recording: Recording) -> str:
        try:
            # The format is found in the bytes; the name given here only says that they are no bare samples.
            wave = decode(StoredAudio(recording.data, "opus", 0))
        except AudioDecodeError as error:
            raise NotHeard(f"{recording.name}: {error}") from error
        if len(wave) > _LONGEST_S * MASTER_RATE:
            raise NotHeard(f"longer than {_LONGEST_S} s")
        samples = np.clip(wave * 32767.0, -32768, 32767).astype(np.int16)
        with self._lock:
            try:
                if self._pipeline is None:
                    self._pipeline = self._library.Pipeline.preset("transcribe")
                return str(self._pipeline.transcribe(samples, sample_rate=MASTER_RATE).text)
            except (RuntimeError, OSError) as error:
                raise NotHeard(f"viet-asr: {error}") from error
