"""Opens encodings in which a command may be wrapped: base64, hexadecimal, binary, rot13, reversal."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(r"(?:(?:0x)?[0-9a-fA-F]{2}[\s:,]?){8,}")
_BINARY = re.compile(r"(?:[01]{8}\s?){6,}")


def decoded_blobs(text: str) -> Iterator[str]:
    """The readable text of each base64, hexadecimal or binary run."""
    for run in _BASE64.findall(text):
        yield from _readable(_base64(run))
    for run in _HEX.findall(text):
        yield from _readable(_hex(run))
    for run in _BINARY.findall(text):
        digits = "".join(run.split())
        yield from _readable(bytes(int(digits[at : at + 8], 2) for at in range(0, len(digits) - 7, 8)))


def rotated(text: str) -> Iterator[str]:
    yield codecs.encode(text, "rot13")


def reversed_text(text: str) -> Iterator[str]:
    yield text[::-1]


def _base64(run: str) -> bytes:
    padded = run.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(padded + "=" * (-len(padded) % 4))
    except (binascii.Error, ValueError):  # most long words are no base64
        return b""


def _hex(run: str) -> bytes:
    digits = re.sub(r"0x|[\s:,]", "", run)
    return bytes.fromhex(digits[: len(digits) // 2 * 2])


def _readable(raw: bytes) -> Iterator[str]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return
    if len(text) >= 6 and sum(c.isprintable() or c.isspace() for c in text) == len(text):
        yield text
