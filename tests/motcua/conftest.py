"""The shipped sample catalogue, ingested once, and the command line as a person (or a script) meets it."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from knowledge.indexes.index_set import no_progress
from motcua.cli.boundary import run
from motcua.ingesting import Order, ingest_all, sample_files
from motcua.settings import Settings
from motcua.wiring import Parts


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Cli = Callable[..., Outcome]


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the whole sample catalogue. Tests only read it; those that write take a copy."""
    home = tmp_path_factory.mktemp("home")
    parts = Parts(Settings(home=home))
    report = ingest_all(parts, Order(sample_files()), no_progress)
    assert (report.added, report.failed) == (60, [])
    parts.close()
    return home


@pytest.fixture
def own_home(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of the sample home that a test may spoil."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    return home


@pytest.fixture
def empty_home(sample_home: Path, tmp_path: Path) -> Path:
    """A home without records, but with the embedder's graph, which takes seconds to write."""
    home = tmp_path / "empty"
    shutil.copytree(sample_home / "models", home / "models")
    return home


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Iterator[Cli]:
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level

    def call(home: Path, *words: str) -> Outcome:
        capsys.readouterr()
        code = run([*words, "--home", str(home)] if "--" not in words else ["--home", str(home), *words])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    yield call
    root.handlers[:] = kept
    root.setLevel(level)
