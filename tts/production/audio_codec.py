"""Encoded audio in and out, through PyAV: the one module that knows that library."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import av
import numpy as np
from numpy.typing import NDArray

from tts.errors import ProductionFailed
from tts.production.settings import AudioKind
from tts.production.waveform import MASTER_RATE, Waveform
from tts.voices.cache import StoredAudio

if TYPE_CHECKING:
    from av.container.core import Chapter as ContainerChapter


class AudioDecodeError(Exception):
    """The bytes are not audio of the format that they claim to be."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """``start`` and ``end`` in samples at the master rate."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one kind of file is written.

    ``unsignalled_delay``: samples that a decoder puts in front and that no header tells it to drop. ``scales_by``: what
    the encoder multiplies its input with, undone before.
    """

    codec: Literal["libmp3lame", "aac", "libopus"]
    container: str
    sample_format: str
    bit_rate: int
    options: Mapping[str, str] = field(default_factory=dict)
    muxing: Mapping[str, str] = field(default_factory=dict)
    chapters: bool = True
    unsignalled_delay: int = 0
    scales_by: float = 1.0


_LAME_SCALE = 0.95  # measured at every bit rate and level: 0.445 dB quieter than what goes in

# Bit-exact containers carry no library version and no random serial: the same sentences give the same bytes.
ENCODINGS: Mapping[AudioKind, Encoding] = {
    "mp3": Encoding(
        "libmp3lame", "mp3", "s16p", 64_000, {"compression_level": "7"}, {"id3v2_version": "3"}, scales_by=_LAME_SCALE
    ),
    "m4b": Encoding("aac", "ipod", "fltp", 64_000, {"aac_coder": "fast"}, {"brand": "M4B ", "movflags": "+faststart"}),
    "ogg": Encoding("libopus", "ogg", "s16", 32_000, {"compression_level": "5"}),
    "aac": Encoding(
        "aac",
        "adts",
        "fltp",
        48_000,
        {"aac_coder": "fast"},
        muxing={"write_id3v2": "1"},
        chapters=False,
        unsignalled_delay=1024,
    ),
}


def decode(audio: StoredAudio) -> Waveform:
    """Mono at the master rate. Raises AudioDecodeError."""
    if audio.format == "pcm_s16le":
        samples = np.frombuffer(audio.data[: len(audio.data) // 2 * 2], dtype="<i2")
        if audio.sample_rate == MASTER_RATE:
            return samples.astype(np.float32) / np.float32(32768.0)
        return _joined(_resampled(_frames_of(samples, audio.sample_rate)))
    try:
        with av.open(io.BytesIO(audio.data), "r") as container:
            return _joined(_resampled(container.decode(audio=0)))
    except (av.error.FFmpegError, IndexError, ValueError) as error:
        raise AudioDecodeError(str(error)) from error


def encode(
    path: Path,
    kind: AudioKind,
    blocks: Iterable[NDArray[np.int16]],
    chapters: Iterable[Chapter],
    tags: Mapping[str, str],
) -> None:
    """Write 16-bit mono samples at the master rate to ``path``.

    Raises OSError when the system refuses (disk full), ProductionFailed when the encoder does.
    """
    try:
        _encode(path, ENCODINGS[kind], blocks, chapters, tags)
    except av.error.FFmpegError as error:
        if isinstance(error, OSError):
            raise
        raise ProductionFailed(detail=str(error)) from error


def _encode(
    path: Path,
    encoding: Encoding,
    blocks: Iterable[NDArray[np.int16]],
    chapters: Iterable[Chapter],
    tags: Mapping[str, str],
) -> None:
    options = {"fflags": "+bitexact", **encoding.muxing}
    with av.open(str(path), "w", format=encoding.container, options=options) as container:
        stream = container.add_stream(encoding.codec, rate=MASTER_RATE, layout="mono", options=dict(encoding.options))
        stream.bit_rate = encoding.bit_rate
        stream.codec_context.format = encoding.sample_format
        container.metadata.update(tags)
        if encoding.chapters:
            container.set_chapters([_container_chapter(n, chapter) for n, chapter in enumerate(chapters)])
        convert = av.AudioResampler(format=encoding.sample_format, layout="mono", rate=MASTER_RATE)
        for frame in _frames(_prepared(blocks, encoding)):
            for converted in convert.resample(frame):
                container.mux(stream.encode(converted))
        container.mux(stream.encode(None))


def _prepared(blocks: Iterable[NDArray[np.int16]], encoding: Encoding) -> Iterator[NDArray[np.int16]]:
    """Without the first samples, which are silence, where the decoder puts as many of its own; at full level."""
    left = encoding.unsignalled_delay
    for block in blocks:
        if left < block.size:
            kept = block[left:]
            yield kept if encoding.scales_by == 1.0 else np.round(kept / encoding.scales_by).astype(np.int16)
        left = max(0, left - block.size)


def _frames(blocks: Iterable[NDArray[np.int16]]) -> Iterator[av.AudioFrame]:
    position = 0
    for block in blocks:
        for frame in _frames_of(block, MASTER_RATE):
            frame.pts = position
            position += frame.samples
            yield frame


def _frames_of(samples: NDArray[np.int16], rate: int) -> Iterator[av.AudioFrame]:
    """Frames of one second: PyAV copies each into its own memory."""
    for start in range(0, samples.size, rate):
        piece = np.ascontiguousarray(samples[np.newaxis, start : start + rate])
        frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
        frame.sample_rate = rate
        frame.time_base = Fraction(1, rate)
        yield frame


def _resampled(frames: Iterable[av.AudioFrame]) -> Iterator[NDArray[Any]]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=MASTER_RATE)
    for frame in frames:
        frame.pts = None
        for piece in resampler.resample(frame):
            yield piece.to_ndarray()[0]
    for piece in resampler.resample(None):
        yield piece.to_ndarray()[0]


def _joined(pieces: Iterable[NDArray[Any]]) -> Waveform:
    return np.concatenate([np.zeros(0, dtype=np.float32), *pieces])


def _container_chapter(number: int, chapter: Chapter) -> ContainerChapter:
    return {
        "id": number,
        "start": chapter.start,
        "end": chapter.end,
        "time_base": Fraction(1, MASTER_RATE),
        "metadata": {"title": chapter.title},
    }
