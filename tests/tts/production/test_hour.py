"""An hour of audio: subtitles stay on the sound to its end, and memory stays small."""

from __future__ import annotations

import re
import resource
from pathlib import Path

import numpy as np
import pytest

from tts.narration import AudioKind, Settings, narrate
from tts.production.waveform import MASTER_RATE, Waveform
from tts.script import Script, Segment

_SILENCE = np.zeros(MASTER_RATE, dtype=np.float32)
_HISS = (np.random.default_rng(7).standard_normal(MASTER_RATE) / 8000).astype(np.float32)
# What each encoder is quick at: some are several times slower on digital silence, others on noise.
_GROUND = {"m4b": _SILENCE, "aac": _SILENCE, "mp3": _HISS, "ogg": _HISS}
_CLOCK = re.compile(r"(\d+):(\d+):(\d+)[.,](\d+) --> ")


def nearly_silent(text: str, ground: Waveform) -> Waveform:
    """``ground`` for a time that the text decides, with 20 ms of tone at its start by which it is found."""
    wave = np.resize(ground, round((5 + (len(text) * 7 % 31) / 10.7) * MASTER_RATE))
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


@pytest.mark.timeout(600)
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
        script,
        tmp_path / f"hour.{kind}",
        voice=measured_voice(lambda text: nearly_silent(text, _GROUND[kind])),
        settings=Settings(spoken_notice=False),
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
