"""espeak-ng in its own process: ``python -m tts.voices.espeak_worker VOICE WORDS_PER_MINUTE``.

The shared library of the wheel ``espeakng-loader`` is GPL-3; only this process loads it. Frames: ``worker_frames``.
C interface: espeak-ng's speak_lib.h.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from functools import partial
from importlib import import_module
from typing import IO

from tts.voices.worker_frames import serve, write_frame

_OUTPUT_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_PARAMETER_RATE = 1
_CHARACTERS_UTF8 = 1
_POSITION_CHARACTER = 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class EspeakLibrary:
    """The loaded library speaking one voice. Raises RuntimeError when the library or the voice is missing."""

    def __init__(self, voice: str, words_per_minute: int) -> None:
        espeakng_loader = import_module("espeakng_loader")
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        self.rate: int = self._library.espeak_Initialize(_OUTPUT_SYNCHRONOUS, 0, data, _DONT_EXIT)
        if self.rate <= 0:
            raise RuntimeError("espeak-ng could not be initialised")
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise RuntimeError(f"espeak-ng has no voice named {voice}")
        self._library.espeak_SetParameter(_PARAMETER_RATE, words_per_minute, 0)
        self._library.espeak_Info.restype = ctypes.c_char_p
        self.version: str = self._library.espeak_Info(None).decode()
        self._pieces: list[bytes] = []
        self._callback = _CALLBACK(self._collect)  # kept: ctypes does not hold the reference for the library
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(self, text: str) -> bytes:
        self._pieces.clear()
        line = text.replace("\0", " ").encode() + b"\0"
        failed = self._library.espeak_Synth(line, len(line), 0, _POSITION_CHARACTER, 0, _CHARACTERS_UTF8, None, None)
        if failed:
            raise RuntimeError(f"espeak_Synth returned {failed}")
        return b"".join(self._pieces)

    def _collect(self, samples: int | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            self._pieces.append(ctypes.string_at(samples, count * 2))
        return 0


def speak_afresh(library: EspeakLibrary, text: str) -> bytes:
    """``text`` spoken by a copy of this process that has spoken nothing yet.

    espeak-ng's flutter and wave phase go on from sentence to sentence, and nothing resets them: without this, a
    sentence would sound different after other sentences, and a resumed report unlike one read at once.
    Where a process cannot be copied (Windows), it does.
    """
    if not hasattr(os, "fork"):
        return library.speak(text)
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(ear)
            with os.fdopen(mouth, "wb") as stream:
                stream.write(library.speak(text))
            status = 0
        finally:
            os._exit(status)
    os.close(mouth)
    with os.fdopen(ear, "rb") as stream:
        samples = stream.read()
    _, code = os.waitpid(child, 0)
    if code != 0:
        raise RuntimeError(f"espeak-ng ended with {code}")
    return samples


def run(voice: str, words_per_minute: int, inbox: IO[bytes], outbox: IO[bytes]) -> None:
    try:
        library = EspeakLibrary(voice, words_per_minute)
    except (ImportError, RuntimeError, OSError) as error:
        write_frame(outbox, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        return
    serve(inbox, outbox, {"rate": library.rate, "version": library.version}, partial(speak_afresh, library))


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), sys.stdin.buffer, sys.stdout.buffer)
