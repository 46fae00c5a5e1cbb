"""The voice's own endpoint taken away and given back: a report says what happened, and the next one is read."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.system.servers import free_port, wait_until
from tests.tts.voices.fake_edge import tone_mp3
from tests.web.conftest import NearEmbeddings

pytest.importorskip("av", reason="needs the extra `speech`")
pytestmark = pytest.mark.timeout(300, func_only=True)

_HERE = ("127.0.0.1", 50_000)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sound = tone_mp3(0.25 * len(asked["input"].split()))
        self.send_response(200)
        self.send_header("Content-Length", str(len(sound)))
        self.end_headers()
        self.wfile.write(sound)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def _endpoint(port: int) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


def _read(client: TestClient, text: str) -> dict[str, Any]:
    ordered = client.post("/v1/narrations", data={"text": text, "engine": "openai"}).json()
    found: dict[str, Any] = {}

    def is_over() -> bool:
        found.update(client.get(f"/v1/narrations/{ordered['id']}").json())
        return found["state"] in ("done", "failed")

    wait_until(is_over)
    return found


def _voice_of(narration: dict[str, Any]) -> tuple[str, str, str | None]:
    return narration["state"], narration["result"]["engine"], narration["result"]["fallback"]


def test_the_voice_away_and_back(tmp_path: Path) -> None:
    port = free_port()
    settings = Settings(home=tmp_path / "home", speech_base_url=f"http://127.0.0.1:{port}")
    parts = Parts(settings, NearEmbeddings())
    with TestClient(create_app(parts), client=_HERE) as client:
        with _endpoint(port):
            before = _read(client, "Sở tiếp nhận nhiều hồ sơ trong tháng này.")
            assert (before["state"], before["result"]["engine"], before["result"]["fallback"]) == (
                "done",
                "openai",
                None,
            )
        away = _read(client, "Ba mươi hồ sơ được trả sớm.")
        said = away["error"] or away["result"]["fallback"]
        assert said
        assert "giọng" in said.lower()
        assert "Traceback" not in said
        assert away["state"] == "failed" or away["result"]["engine"] == "espeak"
        with _endpoint(port):
            after = _read(client, "Mọi việc đã trở lại bình thường.")
            assert _voice_of(after) == ("done", "openai", None)
    parts.close()
