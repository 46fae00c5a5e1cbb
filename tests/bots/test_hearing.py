from __future__ import annotations

import io
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from fakes.bot_platforms.loopback import Asked, Given, Loopback
from fakes.bot_room import BotRoom

from assistant.answers import Answer, Reason, Status
from bots.channel import LONGEST_RECORDING, Recording
from bots.errors import NotHeard, TryLater, Undeliverable
from bots.events import EventKind
from bots.http_downloads import download
from bots.transcription.openai_endpoint import EndpointSettings, EndpointTranscriber


class _Ear:
    def __init__(self, words: str | None) -> None:
        self._words = words

    def transcribe(self, recording: Recording) -> str:
        if self._words is None:
            raise NotHeard("noise")
        return self._words


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[Asked], Given]], str]]:
    running: list[Loopback] = []

    def start(answer: Callable[[Asked], Given]) -> str:
        running.append(Loopback(answer))
        return running[-1].url

    yield start
    for one in running:
        one.close()


def test_what_was_heard_is_read_back_and_answered(tmp_path: Path) -> None:
    room = BotRoom(tmp_path, transcriber=_Ear("đổi bằng lái  xe\ncần gì"))
    assert room.say("", EventKind.VOICE) == ["Tôi nghe: đổi bằng lái xe cần gì\n\nTrả lời: đổi bằng lái xe cần gì"]
    assert room.desk.asked == [("fake:c", "đổi bằng lái xe cần gì")]


@pytest.mark.parametrize("words", [None, "", "  "])
def test_what_was_not_heard_is_asked_for_in_writing(tmp_path: Path, words: str | None) -> None:
    room = BotRoom(tmp_path, transcriber=_Ear(words))
    assert "gõ câu hỏi" in room.say("", EventKind.VOICE)[0]
    assert room.desk.asked == []


def test_a_spoken_complaint_is_handed_over(tmp_path: Path) -> None:
    room = BotRoom(tmp_path, transcriber=_Ear("tôi khiếu nại"))
    room.desk.answer = lambda text: Answer(Status.HANDOFF, Reason.COMPLAINT, "Rất tiếc.")
    assert room.say("", EventKind.VOICE)[0].startswith("Tôi nghe: tôi khiếu nại\n\nRất tiếc.")
    assert len(room.office.queue()) == 1


def test_an_endpoint_is_asked_as_openai_documents_it(serve: Callable[..., str]) -> None:
    asked: list[Asked] = []

    def answer(one: Asked) -> Given:
        asked.append(one)
        return Given({"text": "Xin chào"})

    ear = EndpointTranscriber(EndpointSettings(f"{serve(answer)}/v1", "whisper-1", "key"))
    assert ear.transcribe(Recording(b"sound", "a.ogg")) == "Xin chào"
    fields = asked[0].fields()
    assert asked[0].path == "/v1/audio/transcriptions"
    assert asked[0].headers["authorization"] == "Bearer key"
    assert (fields["model"], fields["language"], fields["file"]) == ("whisper-1", "vi", b"sound")
    ear.close()


@pytest.mark.parametrize("given", [Given({}, 500), Given({"error": "x"}, 401), Given({"words": 1}), Given(reset=True)])
def test_an_endpoint_that_fails_is_not_heard(serve: Callable[..., str], given: Given) -> None:
    ear = EndpointTranscriber(EndpointSettings(serve(lambda asked: given), "whisper-1"))
    with pytest.raises(NotHeard):
        ear.transcribe(Recording(b"sound", "a.ogg"))
    ear.close()


def test_recordings_come_from_safe_addresses_and_are_bounded(serve: Callable[..., str]) -> None:
    def answer(asked: Asked) -> Given:
        if asked.path == "/moved":
            return Given(None, 302, {"location": "http://127.0.0.1:1/"})
        return Given("x" * (LONGEST_RECORDING + 10) if asked.path == "/huge" else "ok")

    url = serve(answer)
    with httpx.Client(timeout=2) as client:
        assert download(client, f"{url}/a.aac", url) == Recording(b'"ok"', "a.aac")
        for address in (f"{url}/huge", f"{url}/moved", "http://10.0.0.1/a.aac", "file:///etc/passwd", None):
            with pytest.raises(Undeliverable):
                download(client, address, url)
        with pytest.raises(TryLater):
            download(client, "https://127.0.0.1:1/a.aac", url)


@pytest.mark.slow
def test_the_wheel_hears_nothing_in_silence_and_refuses_what_is_no_sound() -> None:
    pytest.importorskip("vietasr", reason="needs the optional package viet-asr")
    from bots.transcription.viet_asr_wheel import WheelTranscriber

    ear = WheelTranscriber()
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(32_000))
    assert ear.transcribe(Recording(sound.getvalue(), "a.wav")) == ""
    with pytest.raises(NotHeard):
        ear.transcribe(Recording(b"no sound at all", "a.ogg"))
