"""The outdated collections beside the catalogue of 2026: in whatever order, nothing of theirs is answered from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ingest.prose import content_of
from ingest.readers import read_document
from ingest.synchronise import Plan, synchronise
from knowledge.store.catalogue import Catalogue

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600, func_only=True)]

_EVERY = 40  # of the 2,642 records of 2026, besides those whose codes the book has
_AS_OF = date(2026, 7, 1)
_TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def stale(shared_dir: Path) -> Path:
    return shared_dir / "data/stale"


@pytest.fixture(scope="module")
def new(shared_dir: Path, stale: Path) -> list[Path]:
    book = stale / "tthc_danang_pdf_2023/data/thu_tuc_hanh_chinh.pdf"
    codes = {item.code for item in content_of(read_document(book), book, None).procedures}
    paths = sorted((shared_dir / "data/catalogue_2026/raw").glob("*/*.json"))
    return [path for number, path in enumerate(paths) if path.stem in codes or number % _EVERY == 0]


def deliver(catalogue: Catalogue, paths: Sequence[Path], as_of: date | None) -> None:
    plan = Plan(paths, as_of=as_of, today=_TODAY, outdated_after=365)
    assert synchronise(catalogue, {}, plan, lambda *_: None).failed == []


@pytest.mark.parametrize("order", ["new first", "stale first", "together, without a day"])
def test_nothing_stale_is_found_or_answered_from(tmp_path: Path, stale: Path, new: list[Path], order: str) -> None:
    path = tmp_path / "catalogue.db"
    catalogue = Catalogue.open(f"sqlite:///{path}")
    if order == "together, without a day":
        deliver(catalogue, [*new, stale], None)
    else:
        for paths, as_of in ((new, _AS_OF), ([stale], None))[:: 1 if order == "new first" else -1]:
            deliver(catalogue, paths, as_of)
    assert {one.source.path for one in catalogue.procedures()} == {str(one.resolve()) for one in new}
    found = {one.document for one in catalogue.passages()}
    assert found == {code for code, _, _ in catalogue.titles()}
    with closing(sqlite3.connect(path)) as store:
        versions = store.execute("SELECT count(*) FROM procedures WHERE path LIKE '%stale%'").fetchone()[0]
    assert versions == 174 + 87
