"""A narration goes on after the server stopped, or was killed, and no sentence is spoken twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.bot_events import wait_for
from fastapi.testclient import TestClient

from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts

pytest.importorskip("av", reason="needs the extra `speech`")
pytestmark = pytest.mark.timeout(300, func_only=True)

_LONG = "\n\n".join(f"Đơn vị thứ {number} tiếp nhận {number} hồ sơ trong kỳ." for number in range(1, 151))


def _client(home: Path) -> TestClient:
    return TestClient(create_app(Parts(Settings(home=home, speech_online=False))), client=("127.0.0.1", 50_000))


def _read(state: dict[str, Any]) -> int:
    return int(state["progress"]["done"]) if state["progress"] else 0


def _spoken(home: Path) -> dict[str, int]:
    """The files of the sentences that were spoken; a sentence that is spoken again is another file."""
    folder = home / "narrations" / ".sentences"
    return {path.name: path.stat().st_ino for path in folder.glob("??/*.pcm_s16le")}


def test_what_was_stopped_goes_on_and_what_is_old_is_forgotten(tmp_path: Path) -> None:
    with _client(tmp_path) as first:
        ordered = first.post("/v1/narrations", data={"text": _LONG}).json()
        address = f"/v1/narrations/{ordered['id']}"
        wait_for(lambda: _read(first.get(address).json()) >= 20)
    before = _spoken(tmp_path)
    assert 20 <= len(before) < 150
    with _client(tmp_path) as second:
        wait_for(lambda: second.get(address).json()["state"] == "done", 120)
        result = second.get(address).json()["result"]
        assert result["cached"] >= len(before)
        assert before.items() <= _spoken(tmp_path).items()
        narrations = second.app.state.background.narrations  # type: ignore[attr-defined]
        assert narrations.forget_before(0) == 0
        assert narrations.forget_before(2e10) == 1
        assert second.get(address).status_code == 404


class _Server:
    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "motcua", "serve", "--port", "0", "--home", str(home)],
            env=os.environ | {"MOTCUA_SPEECH_ONLINE": "false"},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr is not None
        for line in self._process.stderr:
            address = next((word for word in line.split() if word.startswith("http://")), None)
            if address:
                break
        self.http = httpx.Client(base_url=str(address), timeout=30)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def stop(self) -> str:
        self._process.send_signal(signal.SIGTERM)
        return self._process.communicate(timeout=60)[1]


def _wait_until_read(server: _Server, address: str, goal: int) -> None:
    wait_for(lambda: _read(server.http.get(address).json()) >= goal, 120)


@pytest.mark.slow
def test_a_killed_server_speaks_nothing_twice(empty_home: Path) -> None:
    server = _Server(empty_home)
    ordered = server.http.post("/v1/narrations", data={"text": _LONG}).json()
    address = f"/v1/narrations/{ordered['id']}"
    spoken: dict[str, int] = {}
    for goal in (15, 50, 100):
        _wait_until_read(server, address, goal)
        server.kill()
        now = _spoken(empty_home)
        assert spoken.items() <= now.items()
        spoken = now
        server = _Server(empty_home)
        assert server.http.get(address).json()["state"] in ("waiting", "reading")
    wait_for(lambda: server.http.get(address).json()["state"] == "done", 120)
    done = server.http.get(address).json()
    assert spoken.items() <= _spoken(empty_home).items()
    assert done["result"]["cached"] >= len(spoken)
    assert done["result"]["synthesised"] + done["result"]["cached"] >= 150
    assert len(server.http.get(done["audio"]["mp3"]).content) > 100_000
    assert "Traceback" not in server.stop()
