"""A real server process, as an office runs it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.motcua.conftest import Cli

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600, func_only=True)]

_PATIENCE = 120  # seconds


@contextmanager
def served(home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "motcua", "serve", "--port", "0", "--home", str(home)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        yield process, next(word for word in line.split() if word.startswith("http://"))
    finally:
        process.kill()
        process.wait()


def test_it_answers_over_the_network_and_stops_when_told(sample_home: Path) -> None:
    with served(sample_home) as (process, address):
        client = httpx.Client(base_url=address, timeout=_PATIENCE)
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                if client.get("/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        answer = client.post("/v1/ask", json={"question": "thu tuc 3.000347 can giay to gi"}).json()
        assert answer["procedure"]["code"] == "3.000347"
        process.send_signal(signal.SIGTERM)
        assert process.wait(_PATIENCE) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_port_in_use_is_said_before_anything_slow_happens(cli: Cli, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = cli(tmp_path, "serve", "--port", str(port))
    assert (outcome.code, outcome.out) == (2, "")
    assert f"cổng {port}" in outcome.err
    assert outcome.err.count("\n") == 1
