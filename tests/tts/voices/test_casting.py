"""Which voices are tried, and in what order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tts.voices.casting import Candidate, GivenUp, candidates, first_that_plays
from tts.voices.faults import FaultKind, VoiceFault, VoiceNotReady, VoiceRefused
from tts.voices.protocol import Voice
from tts.voices.settings import SpeechApiSettings, VoiceSettings

API = SpeechApiSettings("http://127.0.0.1:9", voice="v")


def names(settings: VoiceSettings) -> list[str]:
    return [f"{one.engine} {one.name}" for one in candidates(settings)]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (VoiceSettings(), ["edge vi-VN-HoaiMyNeural", "edge vi-VN-NamMinhNeural", "espeak vi"]),
        (
            VoiceSettings(voice="vi-VN-NamMinhNeural", speech_api=API, piper_file=Path("p/a.onnx")),
            ["edge vi-VN-NamMinhNeural", "edge vi-VN-HoaiMyNeural", "openai v", "piper a", "espeak vi"],
        ),
        (VoiceSettings(allow_online=False, speech_api=API), ["espeak vi"]),
        (VoiceSettings(voice="vi-vn-x-south", allow_online=False), ["espeak vi-vn-x-south"]),
        (VoiceSettings("piper", voice="b.onnx"), ["piper b", "espeak vi"]),
        (VoiceSettings(voice="b.onnx", allow_online=False), ["piper b", "espeak vi"]),
        (VoiceSettings("edge"), ["edge vi-VN-HoaiMyNeural", "edge vi-VN-NamMinhNeural", "espeak vi"]),
        (VoiceSettings("openai", voice="w", speech_api=API), ["openai w", "espeak vi"]),
        (VoiceSettings("espeak", voice="vi-vn-x-south"), ["espeak vi-vn-x-south"]),
    ],
)
def test_the_best_come_first_and_espeak_last(settings: VoiceSettings, expected: list[str]) -> None:
    assert names(settings) == expected


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (VoiceSettings(voice="alloy"), "mang tên này"),
        (VoiceSettings(rate=0), "Tốc độ"),
        (VoiceSettings(rate=3.0), "Tốc độ"),
        (VoiceSettings(voice="vi-VN-HoaiMyNeural", allow_online=False), "ra ngoài cơ quan"),
    ],
)
def test_impossible_settings_are_told(settings: VoiceSettings, told: str) -> None:
    with pytest.raises(VoiceNotReady, match=told):
        candidates(settings)


def test_a_name_that_edge_would_choke_on_is_told() -> None:
    with pytest.raises(VoiceNotReady, match="HoaiMyNeural"):
        candidates(VoiceSettings("edge", voice="co gai"))[0].open()


def test_without_fallback_only_the_best_is_tried() -> None:
    assert len(candidates(VoiceSettings(), fall_back=False)) == 1


def candidate(name: str, service: str, *, asked_for: bool = False) -> Candidate:
    return Candidate(service, name, lambda: SimpleNamespace(name=name, close=lambda: None), service, asked_for)


def failing(errors: dict[str, Exception]) -> Callable[[Voice], str]:
    def play(voice: Voice) -> str:
        if voice.name in errors:
            raise errors[voice.name]
        return voice.name

    return play


def test_a_fault_of_the_service_passes_over_its_other_voices_a_fault_of_the_voice_does_not() -> None:
    offered = [candidate("a", "s"), candidate("b", "s"), candidate("c", "t")]
    given_up: list[GivenUp] = []
    assert first_that_plays(offered, failing({"a": VoiceFault(FaultKind.BUSY)}), given_up.append) == "c"
    assert first_that_plays(offered, failing({"a": VoiceFault(FaultKind.NO_AUDIO)}), given_up.append) == "b"
    assert [one.candidate.name for one in given_up] == ["a", "a"]


def test_a_wrong_setting_of_the_engine_asked_for_is_an_error_of_another_it_is_passed_over() -> None:
    for error in (VoiceNotReady("x"), VoiceRefused()):
        play = failing({"a": error})
        asked = [candidate("a", "s", asked_for=True), candidate("c", "t")]
        with pytest.raises(type(error)):
            first_that_plays(asked, play, lambda failure: None)
        assert first_that_plays([candidate("a", "s"), candidate("c", "t")], play, lambda failure: None) == "c"


def test_nobody_left_is_none() -> None:
    assert (
        first_that_plays([candidate("a", "s")], failing({"a": VoiceFault(FaultKind.BUSY)}), lambda failure: None)
        is None
    )
