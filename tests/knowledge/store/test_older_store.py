"""A store of the first version is brought up to date with all that it holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from alembic import command
from alembic.config import Config
from builders import procedure, source_file
from sqlalchemy import create_engine, text

from knowledge.store.catalogue import Catalogue, Entry
from knowledge.store.database import CATALOGUE, open_database
from knowledge.store.histories import Histories
from knowledge.store.version_rows import record_json

_DAY = date(2026, 7, 1)


def first_store(url: str) -> None:
    """As the first migration left it, with one record."""
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(CATALOGUE.scripts))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO source_files VALUES ('a.json', :digest, 'v1', '2026-07-01')"), _digest())
        connection.execute(
            text(
                "INSERT INTO procedures (code, path, name, sector, sample, as_of, current, record) "
                "VALUES ('1.000001', 'a.json', 'Đổi giấy phép lái xe', NULL, 0, '2026-07-01', 1, :record)"
            ),
            {"record": record_json(procedure(as_of=_DAY))},
        )
    engine.dispose()


def _digest() -> dict[str, str]:
    return {"digest": source_file("a.json").digest}


def test_its_records_stay_and_its_files_are_read_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'first.db'}"
    first_store(url)
    engine = open_database(url)
    catalogue, histories = Catalogue(engine), Histories(engine)
    assert catalogue.procedure("1.000001") == procedure(as_of=_DAY)
    assert [file.derivation for file in catalogue.files().values()] == [""]
    catalogue.put(source_file("a.json"), Entry((procedure(as_of=_DAY, conditions="đọc kỹ hơn"),)))
    assert [version.state for version, _ in histories.versions("1.000001", _DAY)] == ["current"]
    engine.dispose()


def test_the_way_back_leaves_the_first_version(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'back.db'}"
    Catalogue.open(url).put(source_file("a.json"), Entry((procedure(as_of=_DAY),)))
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(CATALOGUE.scripts))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        names = {row[1] for row in connection.execute(text("PRAGMA table_info(procedures)"))}
        kept = connection.execute(text("SELECT code, current FROM procedures")).all()
    assert names == {"code", "path", "name", "sector", "sample", "as_of", "current", "record"}
    assert [tuple(row) for row in kept] == [("1.000001", 1)]
