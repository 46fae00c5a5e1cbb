"""The catalogue keeps files with what they hold, chooses the current version, and fails whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import entry, passage, procedure, source_file
from sqlalchemy import create_engine, event, text

import knowledge.store.database as database
from knowledge.errors import StoreError, StoreFull, StoreTooNew
from knowledge.passages import Kind, Passage
from knowledge.store.catalogue import Catalogue, Entry
from knowledge.store.database import CATALOGUE, HEAD

OLD, NEW = date(2025, 1, 1), date(2026, 7, 1)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'catalogue.db'}"


@pytest.fixture
def catalogue(url: str) -> Catalogue:
    return Catalogue.open(url)


def test_a_file_comes_back_with_what_it_holds(catalogue: Catalogue) -> None:
    record = procedure(sector="Đường bộ", as_of=NEW)
    file = source_file("a.json")
    catalogue.put(file, entry(record, "Tên", "Bước một"))
    assert catalogue.files() == {"a.json": file}
    assert catalogue.procedure(record.code) == record
    assert list(catalogue.procedures()) == [record]
    assert catalogue.titles() == [(record.code, record.name, "Đường bộ")]
    assert [one.text for one in catalogue.passages()] == ["Tên", "Bước một"]
    assert catalogue.counts() == {"files": 1, "procedures": 1, "law_files": 0, "passages": 2}
    assert catalogue.procedure("9.999999") is None


def test_a_file_put_again_replaces_what_it_held(catalogue: Catalogue) -> None:
    catalogue.put(source_file("a.json"), entry(procedure("1.000001"), "Cũ", "Bước cũ"))
    catalogue.put(source_file("a.json", "b" * 64), entry(procedure("1.000002"), "Mới"))
    assert [record.code for record in catalogue.procedures()] == ["1.000002"]
    assert [one.text for one in catalogue.passages()] == ["Mới"]
    assert catalogue.files()["a.json"].digest == "b" * 64


def test_a_removed_file_leaves_nothing(catalogue: Catalogue) -> None:
    catalogue.put(source_file("law.txt"), Entry(law_text="Điều 1"))
    catalogue.put(source_file("a.json"), entry(procedure(), "Tên"))
    assert catalogue.law_sources() == [("law.txt", "Điều 1")]
    for path in ("a.json", "law.txt"):
        catalogue.remove(path)
    assert set(catalogue.counts().values()) == {0}
    assert catalogue.passage_digests() == {}


def test_a_put_that_fails_leaves_the_old_content(catalogue: Catalogue) -> None:
    catalogue.put(source_file("a.json"), entry(procedure(), "Cũ"))
    before = catalogue.generation()
    twice = (passage("1.000001", "name", "một"), passage("1.000001", "name", "hai"))
    with pytest.raises(StoreError):
        catalogue.put(source_file("a.json"), Entry((procedure(),), None, twice))
    assert [one.text for one in catalogue.passages()] == ["Cũ"]
    assert catalogue.generation() == before


def test_the_generation_grows_with_every_change(catalogue: Catalogue) -> None:
    seen = [catalogue.generation()]
    catalogue.put(source_file("a.json"), entry(procedure(), "Tên"))
    seen.append(catalogue.generation())
    catalogue.put_law_library("{}", [])
    seen.append(catalogue.generation())
    catalogue.remove("a.json")
    seen.append(catalogue.generation())
    assert seen[0] == 0
    assert seen == sorted(set(seen))


def test_the_law_library_replaces_the_one_before(catalogue: Catalogue) -> None:
    def provision(text: str) -> Passage:
        return Passage(f"provision:1/2025#{text}", "1/2025", Kind.PROVISION, "Luật", text)

    assert catalogue.law_library() is None
    catalogue.put_law_library("cũ", [provision("a"), provision("b")])
    catalogue.put_law_library("mới", [provision("c")])
    assert catalogue.law_library() == "mới"
    assert [one.text for one in catalogue.passages()] == ["c"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"sample": True, "as_of": NEW}, {"sample": False, "as_of": OLD}),
        ({"sample": True, "as_of": NEW}, {"sample": False, "as_of": None}),
        ({"sample": False, "as_of": OLD}, {"sample": False, "as_of": NEW}),
        ({"sample": False, "as_of": None}, {"sample": False, "as_of": OLD}),
    ],
)
def test_the_real_and_newer_version_is_current(
    catalogue: Catalogue, order: tuple[int, int], worse: dict[str, object], better: dict[str, object]
) -> None:
    versions = [procedure(name="Kém", **worse), procedure(name="Hơn", **better)]
    for at in order:
        found = (Passage(f"procedure:1.000001#v{at}", "1.000001", Kind.PROCEDURE, "Tên", versions[at].name),)
        catalogue.put(source_file(f"{at}.json"), Entry((versions[at],), None, found))
    current = catalogue.procedure("1.000001")
    assert current is not None
    assert current.name == "Hơn"
    assert [one.text for one in catalogue.passages()] == ["Hơn"]
    assert list(catalogue.passage_digests()) == ["procedure:1.000001#v1"]
    catalogue.remove("1.json")
    assert [one.text for one in catalogue.passages()] == ["Kém"]


def test_a_digest_tells_changed_passages_from_others(catalogue: Catalogue) -> None:
    catalogue.put(source_file("a.json"), entry(procedure(), "Tên", "Bước"))
    before = catalogue.passage_digests()
    catalogue.put(source_file("a.json"), entry(procedure(), "Tên", "Bước khác"))
    after = catalogue.passage_digests()
    assert {id_ for id_ in before if before[id_] != after[id_]} == {"procedure:1.000001#steps.0"}


def test_the_store_is_there_for_the_next_process(url: str) -> None:
    Catalogue.open(url).put(source_file("a.json"), entry(procedure(), "Tên"))
    assert Catalogue.open(url).counts()["procedures"] == 1


def test_a_store_of_a_newer_program_is_left_alone(url: str) -> None:
    Catalogue.open(url)
    with create_engine(url).begin() as connection:
        connection.execute(text(f"UPDATE {CATALOGUE.version_table} SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match="phiên bản mới hơn"):
        Catalogue.open(url)


def test_head_is_the_newest_migration() -> None:
    names = sorted(path.name for path in (CATALOGUE.scripts / "versions").glob("[0-9]*.py"))
    assert names[-1].partition("_")[0] == HEAD


def test_a_file_that_is_no_database_is_a_store_error(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError):
        Catalogue.open(f"sqlite:///{path}")


@pytest.fixture
def full_catalogue(url: str) -> Iterator[Catalogue]:
    """A store that may not grow by more than a few pages."""
    Catalogue.open(url).put(source_file("a.json"), entry(procedure(), "Cũ"))
    engine = database.open_database(url)
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA max_page_count = 1"))
    engine.dispose()
    yield Catalogue(engine)
    engine.dispose()


def test_a_full_disk_is_told_and_leaves_the_old_content(full_catalogue: Catalogue) -> None:
    long = replace(procedure(), conditions="điều kiện " * 100_000)
    with pytest.raises(StoreFull, match="Ổ đĩa đã đầy"):
        full_catalogue.put(source_file("a.json"), entry(long, "Mới"))
    assert [one.text for one in full_catalogue.passages()] == ["Cũ"]
