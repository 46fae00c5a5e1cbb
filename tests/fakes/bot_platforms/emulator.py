"""The Telegram-compatible server of the package lo-bot-api-emulator (test-only), as a process."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
from fakes.bot_events import wait_for

TOKEN = "123456:emulated-token"


class Emulator:
    """The Telegram-compatible server of the package lo-bot-api-emulator."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{port}"
        self._journal = folder / "journal.jsonl"
        program = str(Path(sys.executable).with_name("lo-bot-api-emulator"))
        options = ["--enable-control", "--allow-insecure-loopback-webhooks", "--journal", str(self._journal)]
        self._process = subprocess.Popen([program, "--port", str(port), *options], env=dict(os.environ))
        wait_for(self._is_up)

    def _is_up(self) -> bool:
        try:
            return httpx.post(f"{self.url}/bot{TOKEN}/getMe").status_code < 500
        except httpx.HTTPError:
            return False

    def inject(self, update: dict[str, Any]) -> None:
        answer = httpx.post(f"{self.url}/__fixture/updates", json={"token": TOKEN, "update": update})
        answer.raise_for_status()
        httpx.post(f"{self.url}/__fixture/deliver", json={"token": TOKEN}, timeout=30).raise_for_status()

    def journal(self) -> list[dict[str, Any]]:
        if not self._journal.exists():
            return []
        return [json.loads(line) for line in self._journal.read_text(encoding="utf-8").splitlines()]

    def done(self, method: str) -> list[dict[str, Any]]:
        return [one for one in self.journal() if one.get("method") == method and one.get("status") == 200]

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)
