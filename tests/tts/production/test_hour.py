"""An hour of audio: subtitles stay on the sound to its end, and memory stays small."""

from __future__ import annotations

import re
import resource
from pathlib import Path

import numpy as np
import pytest

from tts.narration import AudioKind, Settings, narrate
from tts.production.waveform import MASTER_RATE, Waveform, silence
from tts.script import Script, Segment

_CLOCK = re.compile(r"(\d+):(\d+):(\d+)[.,](\d+) --> ")


def nearly_silent(text: str) -> Waveform:
    """Silence of a length that the text decides, with 20 ms of tone at its start by which the sentence is found."""
    wave = silence(5 + (len(text) * 7 % 31) / 10.7)
    mark = np.arange(MASTER_RATE // 50) / MASTER_RATE
    wave[: mark.size] = 0.5 * np.sin(2 * np.pi * 1000 * mark)
    return wave


def onsets(wave: Waveform) -> list[float]:
    """Seconds at which a tone starts after at least half a second of silence."""
    loud = np.nonzero(np.abs(wave) > 0.1)[0]
    starts = loud[np.r_[True, np.diff(loud) > MASTER_RATE // 2]]
    return [float(start) / MASTER_RATE for start in starts]


def starts_of(subtitles: str) -> list[float]:
    return [int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000 for h, m, s, ms in _CLOCK.findall(subtitles)]


@pytest.mark.parametrize(
    "kind", ["m4b", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("mp3", "ogg", "aac"))]
)
def test_subtitles_meet_the_sound_at_the_end_of_an_hour(
    tmp_path: Path, measured_voice, read_audio, kind: AudioKind
) -> None:
    texts = [f"Câu số {'n' * (number % 40)} {number}." for number in range(530)]
    script = Script(tuple(Segment("paragraph", text, text) for text in texts), title="Một giờ")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = narrate(
        script, tmp_path / f"hour.{kind}", voice=measured_voice(nearly_silent), settings=Settings(spoken_notice=False)
    )
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert result.seconds > 3600
    assert grown < 200, f"{grown:.0f} MB more for an hour of audio"
    heard = onsets(read_audio(tmp_path / f"hour.{kind}"))
    for ending in ("vtt", "srt"):
        shown = starts_of((tmp_path / f"hour.{ending}").read_text(encoding="utf-8"))
        assert len(shown) == len(heard) == len(texts)
        worst = max(abs(one - other) for one, other in zip(shown, heard, strict=True))
        assert worst < 0.005, f"{worst * 1000:.1f} ms"
