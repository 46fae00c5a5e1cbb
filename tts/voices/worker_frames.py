"""Frames between us and a worker process that speaks: a 4-byte little-endian length, then that many bytes.

The worker first sends one frame of JSON (``{"rate": hertz, "version": text}`` or ``{"error": text}``). Then, for every
frame of UTF-8 text it gets, it answers one status frame (b"" when all is well, else a message) and one frame of raw
16-bit mono samples. The end of its input ends it. Standard library only, because workers import this and nothing else.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import IO

_LENGTH = struct.Struct("<I")


def write_frame(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame, or None when the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def serve(inbox: IO[bytes], outbox: IO[bytes], hello: dict[str, object], speak: Callable[[str], bytes]) -> None:
    """Greet, then answer every text with samples until the input ends."""
    write_frame(outbox, json.dumps(hello).encode())
    while (frame := read_frame(inbox)) is not None:
        try:
            samples, status = speak(frame.decode()), b""
        except (RuntimeError, ValueError, OSError) as error:
            samples, status = b"", str(error).encode() or b"failed"
        write_frame(outbox, status)
        write_frame(outbox, samples)
