"""Samples become a file of encoded audio, through PyAV: section by section on all cores, and the packets in order.

The encoders work on one core, and LAME takes longer than a quick voice. So the samples are cut in the middle of pauses
and on the border of a codec's frames, and each section has an encoder of its own. The packets in which an encoder hands
out what it held back at the end of a section are dropped: they hold silence, and so does what the next one begins with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import av
import numpy as np
from numpy.typing import NDArray

from tts.errors import ProductionFailed
from tts.production.audio_codec import Chapter, frames_of
from tts.production.settings import AudioKind
from tts.production.side_by_side import side_by_side
from tts.production.spool import SampleSpool
from tts.production.waveform import MASTER_RATE

if TYPE_CHECKING:
    from av.container.core import Chapter as ContainerChapter


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one kind of file is written. ``frame`` in samples at the master rate.

    ``unsignalled_delay``: samples that a decoder puts in front and that no header tells it to drop. ``scales_by``: what
    the encoder multiplies its input with, undone before.
    """

    codec: Literal["libmp3lame", "aac", "libopus"]
    frame: int
    container: str
    sample_format: str
    bit_rate: int
    options: Mapping[str, str] = field(default_factory=dict)
    muxing: Mapping[str, str] = field(default_factory=dict)
    chapters: bool = True
    unsignalled_delay: int = 0
    scales_by: float = 1.0


_LAME_SCALE = 0.95  # measured at every bit rate and level: 0.445 dB quieter than what goes in
_LAME_OPTIONS = {"compression_level": "7"}
_AAC_OPTIONS = {"aac_coder": "fast"}
_ID3 = {"id3v2_version": "3"}
_M4B = {"brand": "M4B ", "movflags": "+faststart"}
_ADTS = {"write_id3v2": "1"}

# Bit-exact containers carry no library version and no random serial: the same sentences give the same bytes.
ENCODINGS: Mapping[AudioKind, Encoding] = {
    "mp3": Encoding("libmp3lame", 576, "mp3", "s16p", 64_000, _LAME_OPTIONS, _ID3, scales_by=_LAME_SCALE),
    "m4b": Encoding("aac", 1024, "ipod", "fltp", 64_000, _AAC_OPTIONS, _M4B),
    "ogg": Encoding("libopus", 480, "ogg", "s16", 32_000, {"compression_level": "5"}),
    "aac": Encoding("aac", 1024, "adts", "fltp", 48_000, _AAC_OPTIONS, _ADTS, chapters=False, unsignalled_delay=1024),
}


@dataclass(frozen=True, slots=True)
class _Section:
    """Samples from ``start`` to ``stop``, counted from the first that is encoded."""

    start: int
    stop: int
    last: bool


def encode(
    path: Path,
    kind: AudioKind,
    samples: SampleSpool,
    seams: Sequence[int],
    chapters: Iterable[Chapter],
    tags: Mapping[str, str],
) -> None:
    """Write 16-bit mono samples at the master rate to ``path``; ``seams`` as in ``Recording.seams``.

    Raises OSError when the system refuses (disk full), ProductionFailed when the encoder does.
    """
    try:
        _encode(path, ENCODINGS[kind], samples, seams, chapters, tags)
    except av.error.FFmpegError as error:
        if isinstance(error, OSError):
            raise
        raise ProductionFailed(detail=str(error)) from error


def _encode(
    path: Path,
    encoding: Encoding,
    samples: SampleSpool,
    seams: Sequence[int],
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
        sections = _sections(encoding, samples.size, seams)
        for packets in side_by_side(partial(_encoded, encoding, samples), sections):
            for packet in packets:
                packet.stream = stream
                container.mux(packet)


def _sections(encoding: Encoding, size: int, seams: Sequence[int]) -> Iterator[_Section]:
    """Without the first samples, which are silence, where the decoder puts as many of its own."""
    left = encoding.unsignalled_delay
    cuts = [(seam - left) // encoding.frame * encoding.frame for seam in seams]
    bounds = [0, *cuts, max(0, size - left)]
    for start, stop in pairwise(bounds):
        yield _Section(start, stop, last=stop == bounds[-1])


def _encoded(encoding: Encoding, samples: SampleSpool, section: _Section) -> list[av.Packet[av.AudioStream]]:
    encoder = _encoder(encoding)
    convert = av.AudioResampler(format=encoding.sample_format, layout="mono", rate=MASTER_RATE)
    heard = samples.read(section.start + encoding.unsignalled_delay, section.stop - section.start)
    packets: list[av.Packet[av.AudioStream]] = []
    for frame in frames_of(_at_full_level(heard, encoding), MASTER_RATE):
        for converted in convert.resample(frame):
            packets += encoder.encode(converted)
    packets += encoder.encode(None)
    for packet in packets:
        packet.pts = (packet.pts or 0) + section.start
        packet.dts = (packet.dts or 0) + section.start
    return packets if section.last else packets[: (section.stop - section.start) // encoding.frame]


def _encoder(encoding: Encoding) -> av.AudioCodecContext:
    encoder = av.AudioCodecContext.create(encoding.codec, "w")
    encoder.sample_rate, encoder.time_base = MASTER_RATE, Fraction(1, MASTER_RATE)
    encoder.layout, encoder.format = "mono", encoding.sample_format
    encoder.bit_rate = encoding.bit_rate
    encoder.options = dict(encoding.options)
    return encoder


def _at_full_level(samples: NDArray[np.int16], encoding: Encoding) -> NDArray[np.int16]:
    return samples if encoding.scales_by == 1.0 else np.round(samples / encoding.scales_by).astype(np.int16)


def _container_chapter(number: int, chapter: Chapter) -> ContainerChapter:
    return {
        "id": number,
        "start": chapter.start,
        "end": chapter.end,
        "time_base": Fraction(1, MASTER_RATE),
        "metadata": {"title": chapter.title},
    }
