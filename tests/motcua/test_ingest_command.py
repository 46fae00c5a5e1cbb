"""`motcua ingest`: new, unchanged, broken and vanished files; a full disk; a store from the future."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from ingest.synchronise import Plan, Report, synchronise
from knowledge.errors import StoreFull
from motcua.cli.warning_table import warning_rows
from motcua.errors import Busy
from motcua.failures import failure_of
from motcua.home_lock import one_writer
from motcua.ingesting import sample_files
from motcua.settings import Settings
from motcua.wiring import Parts
from tests.motcua.conftest import Cli

pytestmark = pytest.mark.timeout(600, func_only=True)

REPORT_KEYS = ["added", "updated", "unchanged", "removed", "failed", "warnings", "seconds"]


def folder_of(tmp_path: Path, count: int) -> Path:
    folder = tmp_path / "records"
    folder.mkdir()
    for path in sample_files()[:count]:
        shutil.copy(path, folder)
    return folder


def test_an_unchanged_sample_costs_nothing(cli: Cli, sample_home: Path) -> None:
    outcome = cli(sample_home, "ingest", "--sample", "--json")
    report = outcome.document
    assert (outcome.code, outcome.err) == (0, "")
    assert list(report) == REPORT_KEYS
    assert [report[key] for key in REPORT_KEYS[:6]] == [0, 0, 60, 0, [], []]


def test_broken_files_are_named_and_the_rest_goes_in(cli: Cli, empty_home: Path, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "empty.json").write_bytes(b"")
    (folder / "no_code.yaml").write_text("name: Cấp giấy\n", encoding="utf-8")
    (folder / "bytes.json").write_bytes(b"\xff\xfe\x00")
    outcome = cli(empty_home, "ingest", str(folder), str(tmp_path / "nowhere"), "--json")
    report = outcome.document
    assert (outcome.code, report["added"]) == (1, 2)
    failed = {Path(one["path"]).name: one["reason"] for one in report["failed"]}
    assert failed.keys() == {"broken.json", "empty.json", "no_code.yaml", "bytes.json", "nowhere"}
    assert all(reason.endswith(".") for reason in failed.values())
    told = cli(empty_home, "ingest", str(folder))
    assert (told.code, "không đổi 2" in told.out) == (1, True)
    assert "broken.json" in told.err


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads every folder")
def test_an_unreadable_folder_is_reported(cli: Cli, empty_home: Path, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 1)
    folder.chmod(0)
    try:
        outcome = cli(empty_home, "ingest", str(folder), "--json")
    finally:
        folder.chmod(0o755)
    assert outcome.code == 1
    assert "thư mục" in outcome.document["failed"][0]["reason"]


def test_prune_forgets_what_is_gone(cli: Cli, empty_home: Path, tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    cli(empty_home, "ingest", str(folder), "--json")
    gone = sorted(folder.iterdir())[0]
    gone.unlink()
    assert cli(empty_home, "ingest", str(folder), "--json").document["removed"] == 0
    assert cli(empty_home, "ingest", str(folder), "--prune", "--json").document["removed"] == 1
    assert cli(empty_home, "show", gone.stem).code == 1


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 20)
    files = sorted(folder.iterdir())

    def read(parts: Parts, paths: list[Path]) -> Report:
        return synchronise(parts.catalogue, parts.needs, Plan(paths, today=date(2026, 7, 1)), lambda *_: None)

    parts = Parts(Settings(home=tmp_path / "home"))
    read(parts, files[:2])
    with closing(sqlite3.connect(tmp_path / "home" / "motcua.db")) as store:
        pages = store.execute("PRAGMA page_count").fetchone()[0]

    @event.listens_for(parts.engine, "connect")
    def _full(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    parts.engine.dispose()
    with pytest.raises(StoreFull) as raised:
        read(parts, files)
    assert (failure_of(raised.value).exit_code, "đầy" in str(raised.value)) == (2, True)
    parts.close()

    roomy = Parts(Settings(home=tmp_path / "home"))
    kept = roomy.catalogue.counts()["procedures"]
    report = read(roomy, files)
    assert 2 <= kept == report.unchanged < 20
    assert (report.added, report.failed) == (20 - kept, [])
    roomy.close()


@pytest.mark.parametrize("words", [["ask", "mất bằng lái"], ["ingest", "--sample"], ["show", "3.000347"]])
def test_a_store_of_a_newer_version_is_left_alone(cli: Cli, own_home: Path, words: list[str]) -> None:
    with sqlite3.connect(own_home / "motcua.db") as store:
        store.execute("UPDATE knowledge_version SET version_num = '9999'")
    outcome = cli(own_home, *words)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "phiên bản mới hơn" in outcome.err


def test_a_file_that_is_no_store_is_said_to_be_none(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "motcua.db").write_bytes(b"not a database" * 100)
    outcome = cli(tmp_path, "show", "3.000347")
    assert (outcome.code, outcome.err.count("\n"), "MOTCUA_HOME" in outcome.err) == (2, 1, True)


def test_one_writer_at_a_time(cli: Cli, sample_home: Path) -> None:
    with one_writer(sample_home):
        outcome = cli(sample_home, "ingest", "--sample")
        assert (outcome.code, outcome.err.strip()) == (2, str(Busy()))
        assert cli(sample_home, "search", "mất bằng lái xe", "-k", "1", "--json").code == 0
    assert cli(sample_home, "ingest", "--sample").code == 0


def test_warnings_are_counted_by_code() -> None:
    warnings = [{"path": p, "code": c, "message": f"{c} ở {p}"} for p, c in (("a", "x"), ("b", "y"), ("c", "y"))]
    assert warning_rows(warnings) == [("y", "y ở b", 2), ("x", "x ở a", 1)]
