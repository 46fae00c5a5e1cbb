"""An OpenAI-compatible endpoint on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from fake_edge import tone_mp3

from tts.voices.faults import FaultKind, VoiceFault, VoiceNotReady, VoiceRefused
from tts.voices.settings import SpeechApiSettings
from tts.voices.speech_api_voice import SpeechApiVoice


class Endpoint(HTTPServer):
    status = 200
    content = tone_mp3(1.0)
    last: tuple[str, str, dict[str, object]] | None = None


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.last = (self.path, self.headers.get("Authorization", ""), body)
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: tests read what was asked from ``last``."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def voice_at(server: Endpoint, path: str = "") -> SpeechApiVoice:
    base = f"http://127.0.0.1:{server.server_port}{path}"
    return SpeechApiVoice(SpeechApiSettings(base, "secret", model="m", voice="v", timeout=2), rate=1.25)


@pytest.mark.parametrize("path", ["", "/v1", "/v1/"])
def test_asks_as_the_interface_says(endpoint: Endpoint, path: str) -> None:
    (chunk,) = voice_at(endpoint, path).speak("Xin chào.")
    assert (chunk.format, chunk.data) == ("mp3", endpoint.content)
    assert endpoint.last == (
        "/v1/audio/speech",
        "Bearer secret",
        {"model": "m", "voice": "v", "input": "Xin chào.", "response_format": "mp3", "speed": 1.25},
    )


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_may_be_asked_again(endpoint: Endpoint, status: int) -> None:
    endpoint.status = status
    with pytest.raises(VoiceFault) as caught:
        list(voice_at(endpoint).speak("Xin chào."))
    assert caught.value.kind is FaultKind.BUSY


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_is_final(endpoint: Endpoint, status: int) -> None:
    endpoint.status = status
    with pytest.raises(VoiceRefused):
        list(voice_at(endpoint).speak("Xin chào."))


def test_an_empty_answer_is_a_fault(endpoint: Endpoint) -> None:
    endpoint.content = b""
    with pytest.raises(VoiceFault) as caught:
        list(voice_at(endpoint).speak("Xin chào."))
    assert caught.value.kind is FaultKind.NO_AUDIO


def test_nobody_there_is_a_network_fault() -> None:
    voice = SpeechApiVoice(SpeechApiSettings("http://127.0.0.1:9"))
    with pytest.raises(VoiceFault) as caught:
        list(voice.speak("Xin chào."))
    assert caught.value.kind is FaultKind.UNREACHABLE


def test_no_address_is_told_and_the_key_never_shown() -> None:
    with pytest.raises(VoiceNotReady, match="base_url"):
        SpeechApiVoice(SpeechApiSettings())
    assert "secret" not in repr(SpeechApiSettings("http://x", "secret"))
