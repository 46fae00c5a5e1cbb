"""Edge's voice against a server on loopback: each fault comes out as what it is."""

from __future__ import annotations

import pytest
from fake_edge import SECONDS_A_SYLLABLE, FakeEdge

from tts.production.audio_codec import decode
from tts.production.waveform import MASTER_RATE
from tts.voices.cache import StoredAudio
from tts.voices.edge_voice import EdgeVoice
from tts.voices.faults import FaultKind, VoiceFault
from tts.voices.settings import EdgeSettings

SENTENCE = "Sở đã giải quyết một nghìn hai trăm bốn mươi lăm hồ sơ đúng hạn."


def voice_at(server: FakeEdge) -> EdgeVoice:
    return EdgeVoice("vi-VN-HoaiMyNeural", 1.0, EdgeSettings(service_url=server.url, receive_timeout=1))


def test_a_whole_answer_is_the_whole_sentence() -> None:
    with FakeEdge(lambda number, text, voice: "ok") as server:
        (chunk,) = voice_at(server).speak(SENTENCE)
    wave = decode(StoredAudio(chunk.data, chunk.format, chunk.sample_rate))
    assert wave.size / MASTER_RATE == pytest.approx(len(SENTENCE.split()) * SECONDS_A_SYLLABLE, abs=0.15)
    assert server.requests[0][0] == SENTENCE
    assert "HoaiMyNeural" in server.requests[0][1]


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("forbidden", FaultKind.FORBIDDEN),
        ("busy", FaultKind.BUSY),
        ("no_audio", FaultKind.NO_AUDIO),
        ("half_closed", FaultKind.CUT_OFF),
        ("cut_at_once", FaultKind.NO_AUDIO),
        ("hang", FaultKind.TIMEOUT),
    ],
)
def test_each_fault_is_named(outcome: str, kind: FaultKind) -> None:
    with FakeEdge(lambda number, text, voice: outcome) as server, pytest.raises(VoiceFault) as caught:
        list(voice_at(server).speak(SENTENCE))
    assert caught.value.kind is kind


def test_a_wrong_clock_is_corrected_by_the_servers_date() -> None:
    with FakeEdge(lambda number, text, voice: "skewed" if number == 0 else "ok") as server:
        assert list(voice_at(server).speak(SENTENCE))
    assert [outcome for _, _, outcome in server.requests] == ["skewed", "ok"]


def test_nobody_listening_is_a_network_fault() -> None:
    with FakeEdge(lambda number, text, voice: "ok") as server:
        gone = voice_at(server)
    with pytest.raises(VoiceFault) as caught:
        list(gone.speak(SENTENCE))
    assert caught.value.kind is FaultKind.UNREACHABLE
