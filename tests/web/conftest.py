"""A house with the sample records, one small law, and texts that try to be markup; embedded without a model."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

from knowledge.indexes.index_set import no_progress
from knowledge.serialise import procedure_to_dict
from motcua.ingesting import Order, ingest_all, sample_files
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.builders import HashEmbeddings, procedure
from tests.web.evil import EVIL_CODE, EVIL_LAW, evil_record


class NearEmbeddings(HashEmbeddings):
    """Every text lies near every other, as with a real model: questions count as in scope, keywords decide."""

    def embed_query(self, text: str) -> list[float]:
        own = [*super().embed_query(text), _COMMON]
        length = math.sqrt(sum(part * part for part in own))
        return [part / length for part in own]


_COMMON = 2.5
HTTPS = "https://mot-cua.example"


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests only copy it."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "evil.md").write_text(EVIL_LAW, encoding="utf-8")
    record = procedure_to_dict(evil_record(procedure(EVIL_CODE)))
    del record["source"]
    (folder / "evil.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    parts = Parts(Settings(home=folder / "home"), NearEmbeddings())
    report = ingest_all(parts, Order([*sample_files(), folder / "evil.md", folder / "evil.yaml"]), no_progress)
    parts.close()
    assert report.failed == []
    return folder / "home"


@pytest.fixture
def parts(filled_home: Path, tmp_path: Path) -> Iterator[Parts]:
    home = tmp_path / "home"
    shutil.copytree(filled_home, home)
    built = Parts(Settings(home=home), NearEmbeddings())
    yield built
    built.close()


@pytest.fixture
def client(parts: Parts) -> Iterator[TestClient]:
    """A browser without scripts, over a secure connection."""
    with TestClient(create_app(parts), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        yield client
