"""The program as an office runs it: on one home, on real PostgreSQL and Chroma servers, in several processes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.indexes.index_set import no_progress
from motcua.ingesting import Order, ingest_all, sample_files
from motcua.settings import Settings
from motcua.wiring import Parts
from tests.system.servers import ChromaServer, Postgres, running_chroma, running_postgres
from tests.web.conftest import NearEmbeddings


@pytest.fixture(scope="session")
def light_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample catalogue, embedded without a model. Tests only copy it."""
    home = tmp_path_factory.mktemp("light") / "home"
    parts = Parts(Settings(home=home), NearEmbeddings())
    report = ingest_all(parts, Order(sample_files()), no_progress)
    parts.close()
    assert report.failed == []
    return home


@pytest.fixture
def home(light_home: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "home"
    shutil.copytree(light_home, copied)
    return copied


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with running_postgres(tmp_path_factory.mktemp("postgres") / "data") as server:
        yield server


@pytest.fixture
def postgres(postgres_server: Postgres) -> str:
    """The address of an empty database."""
    return postgres_server.new_database()


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[ChromaServer]:
    with running_chroma(tmp_path / "chroma-server") as server:
        yield server
