"""Audio encoded in sections: the cuts lie in pauses, and nobody hears or measures them."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from tts.production.audio_encoder import encode
from tts.production.recording import Recording
from tts.production.settings import AUDIO_KINDS, AudioKind
from tts.production.spool import SampleSpool
from tts.production.waveform import MASTER_RATE, Waveform, to_int16

SECONDS = (3.1, 2.7, 0.9, 4.3, 1.6, 3.7, 2.2)


def hum(seconds: float) -> Waveform:
    """A chord that swells and fades, so that every place of it differs from every other."""
    time = np.arange(round(seconds * MASTER_RATE)) / MASTER_RATE
    chord = sum(np.sin(2 * np.pi * hertz * time * (1 + 0.02 * time)) for hertz in (220, 555, 1240))
    return (chord * 0.1 * np.sin(np.pi * time / seconds)).astype(np.float32)


@pytest.fixture
def recorded(tmp_path: Path) -> tuple[Recording, SampleSpool]:
    recording, samples = Recording(tmp_path), SampleSpool(tmp_path)
    recording.add_pause(0.3)
    for seconds in SECONDS:
        recording.add_clip(hum(seconds))
        recording.add_pause(0.4)
    for stretch in recording.stretches():
        samples.append(to_int16(stretch))
    return recording, samples


def test_seams_lie_in_pauses_and_as_far_apart_as_asked(recorded: tuple[Recording, SampleSpool]) -> None:
    recording, samples = recorded
    seams = recording.seams(5.0)
    assert len(seams) == 3
    assert min(np.diff([0, *seams])) >= 5 * MASTER_RATE
    for seam in seams:
        assert not samples.read(seam - MASTER_RATE // 10, MASTER_RATE // 5).any()


def test_a_short_pause_is_no_seam(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    for pause in (0.15, 0.25, 0.15):
        recording.add_clip(hum(1.0))
        recording.add_pause(pause)
    assert recording.seams(0.0) == []


@pytest.mark.parametrize("kind", AUDIO_KINDS)
def test_sections_sound_as_one_piece(
    tmp_path: Path, recorded: tuple[Recording, SampleSpool], read_audio, kind: AudioKind
) -> None:
    recording, samples = recorded
    seams = recording.seams(3.0)
    assert len(seams) > 3
    whole, cut = tmp_path / f"whole.{kind}", tmp_path / f"cut.{kind}"
    encode(whole, kind, samples, [], [], {})
    encode(cut, kind, samples, seams, [], {})
    one, other, meant = read_audio(whole), read_audio(cut), samples.read(0, samples.size) / np.float32(32767)
    assert one.size == other.size
    length = min(one.size, meant.size)
    assert _error(other[:length], meant[:length]) < _error(one[:length], meant[:length]) * 1.1
    for seam in seams:
        assert np.abs(other[seam - 1500 : seam + 1500]).max() < 0.001
    assert _packet_times(whole) == _packet_times(cut)


def _error(wave: Waveform, meant: Waveform) -> float:
    return float(np.sqrt(np.mean(np.square(wave - meant))))


def _packet_times(path: Path) -> list[int]:
    with av.open(str(path)) as container:
        return [packet.pts for packet in container.demux(audio=0) if packet.pts is not None]
