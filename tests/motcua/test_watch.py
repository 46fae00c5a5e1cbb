"""`motcua watch`: what changes is ingested, what is broken is told, a signal ends it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import HashEmbeddings, procedure

from ingest.records import write_record_file
from motcua.home_lock import one_writer
from motcua.ingesting import Order
from motcua.settings import Settings
from motcua.watching import Watch
from motcua.wiring import Parts
from tests.motcua.conftest import Cli

pytestmark = pytest.mark.timeout(120, func_only=True)

_PATIENCE = 40.0  # seconds, on a machine that does other things too


class Watched:
    """A watch in a thread of its own, and what it told."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.parts = Parts(Settings(home=home), shared_embedder=HashEmbeddings())
        self.told: list[str] = []
        self.watch = Watch(
            self.parts,
            Order([folder], prune=True),
            tell=self.told.append,
            told=lambda report: f"{report.added} {report.updated} {report.removed} {len(report.failed)}",
            poll=False,
        )
        self.thread = threading.Thread(target=self.watch.run)
        self.thread.start()

    def until(self, reached: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE
        while not reached():
            assert time.monotonic() < end, self.told
            assert self.thread.is_alive()
            time.sleep(0.05)

    def names(self) -> list[str]:
        return [name for _, name, _ in self.parts.catalogue.titles()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "delivery"
    made.mkdir()
    write_record_file(made / "a.yaml", [procedure(name="Một")])
    return made


@pytest.fixture
def watched(tmp_path: Path, folder: Path) -> Iterator[Watched]:
    one = Watched(tmp_path / "home", folder)
    yield one
    one.watch.stop()
    one.thread.join(_PATIENCE)
    one.parts.close()
    assert not one.thread.is_alive()


def test_new_changed_broken_and_withdrawn_files(watched: Watched, folder: Path) -> None:
    watched.until(lambda: watched.told == ["1 0 0 0"])
    time.sleep(1)  # the watcher of the folder begins after the first run
    write_record_file(folder / "b.yaml", [procedure("1.000002", "Hai")])
    (folder / "broken.json").write_text("{", encoding="utf-8")
    watched.until(lambda: "1 0 0 1" in watched.told)
    write_record_file(folder / "a.yaml", [procedure(name="Một, mới")])
    (folder / "broken.json").unlink()
    watched.until(lambda: watched.names() == ["Một, mới", "Hai"])
    (folder / "b.yaml").unlink()
    watched.until(lambda: watched.names() == ["Một, mới"])
    assert {passage.document for passage in watched.parts.catalogue.passages()} == {"1.000001"}


def test_it_waits_for_another_ingest(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.watching._TRY_AGAIN", 0.1)
    home = tmp_path / "home"
    with one_writer(home):
        one = Watched(home, folder)
        one.until(lambda: len(one.told) > 1)
    one.until(lambda: one.told[-1] == "1 0 0 0")
    one.watch.stop()
    one.thread.join(_PATIENCE)
    one.parts.close()


def test_a_folder_that_isn_t_there_is_said(cli: Cli, tmp_path: Path) -> None:
    outcome = cli(tmp_path / "home", "watch", str(tmp_path / "nowhere"))
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(empty_home: Path, folder: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "motcua", "--home", str(empty_home), "watch", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 90
    while not (empty_home / "index" / "vectors.json").exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(1)
    os.kill(process.pid, number)
    out, errors = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert errors.rstrip().endswith("Đã dừng theo dõi.")
    shutil.rmtree(empty_home)
