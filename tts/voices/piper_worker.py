"""Piper in its own process (GPL-3): ``python -m tts.voices.piper_worker VOICE_FILE LENGTH_SCALE``.

Frames: ``worker_frames``.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.metadata import version
from typing import IO

from tts.voices.worker_frames import serve, write_frame


def run(path: str, length_scale: float, inbox: IO[bytes], outbox: IO[bytes]) -> None:
    """``length_scale`` stretches the speech: 2.0 is half the tempo."""
    try:
        piper = import_module("piper")
        voice = piper.PiperVoice.load(path)
    except (ImportError, RuntimeError, ValueError, OSError, KeyError) as error:
        write_frame(outbox, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        return
    config = piper.SynthesisConfig(length_scale=length_scale)

    def speak(text: str) -> bytes:
        return b"".join(chunk.audio_int16_bytes for chunk in voice.synthesize(text, syn_config=config))

    serve(inbox, outbox, {"rate": voice.config.sample_rate, "version": version("piper-tts")}, speak)


if __name__ == "__main__":
    run(sys.argv[1], float(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer)
