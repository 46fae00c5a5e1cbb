"""The unmastered recording: every clip on disk, its place in time by sample count, and its loudness."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tts.production.loudness import LoudnessMeter
from tts.production.spool import SampleSpool
from tts.production.waveform import MASTER_RATE, Waveform, from_int16, silence, to_int16

_HEADROOM = 0.5  # resampling may overshoot full scale by a little
_UNHEARD = 0.3  # seconds of pause that outlast an encoder's delay and the width of its frames on both sides of a cut


@dataclass(frozen=True, slots=True)
class Clip:
    """One sounding stretch: ``start`` and ``size`` in samples on the time line, ``stored_at`` in the spool."""

    start: int
    size: int
    stored_at: int

    @property
    def end(self) -> int:
        return self.start + self.size


class Recording:
    """Clips and the pauses between them, in order. ``length`` in samples."""

    def __init__(self, folder: Path) -> None:
        self._spool = SampleSpool(folder)
        self._meter = LoudnessMeter()
        self.clips: list[Clip] = []
        self.length = 0

    def add_pause(self, seconds: float) -> None:
        """Rounded to whole samples here, once: every later time is counted from these."""
        pause = silence(seconds)
        self._meter.feed(pause)
        self.length += pause.size

    def add_clip(self, wave: Waveform) -> Clip:
        clip = Clip(self.length, wave.size, self._spool.size)
        self._spool.append(to_int16(wave * _HEADROOM))
        self._meter.feed(wave)
        self.clips.append(clip)
        self.length += wave.size
        return clip

    def loudness(self) -> float:
        return self._meter.integrated()

    def stretches(self) -> Iterator[Waveform]:
        """The whole time line from the start: a clip, a pause, a clip, ..."""
        position = 0
        for clip in self.clips:
            yield silence((clip.start - position) / MASTER_RATE)
            yield self._wave(clip)
            position = clip.end
        yield silence((self.length - position) / MASTER_RATE)

    def excerpt(self, seconds: float) -> list[Waveform]:
        """About so many seconds of clips, evenly taken; all of them when there are no more. At least one, if any."""
        every = math.ceil(sum(clip.size for clip in self.clips) / (seconds * MASTER_RATE))
        return [self._wave(clip) for clip in self.clips[:: max(1, every)]]

    def seams(self, seconds: float) -> list[int]:
        """Sample counts in the middle of pauses, at least ``seconds`` apart: where the time line may be cut unheard."""
        found: list[int] = []
        for clip, following in pairwise(self.clips):
            middle = (clip.end + following.start) // 2
            apart = middle - (found[-1] if found else 0)
            if following.start - clip.end >= _UNHEARD * MASTER_RATE and apart >= seconds * MASTER_RATE:
                found.append(middle)
        return found

    def _wave(self, clip: Clip) -> Waveform:
        return from_int16(self._spool.read(clip.stored_at, clip.size)) / _HEADROOM

    def close(self) -> None:
        self._spool.close()
