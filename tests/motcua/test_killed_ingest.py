"""An ingest that is killed twice and run again ends like one that was never killed."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from motcua.ingesting import sample_files
from motcua.searching import find
from motcua.settings import Settings
from motcua.wiring import Parts

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600, func_only=True)]

_RECORDS = 8
_QUERIES = ("mất giấy phép lái xe", "dang ky xe", "cấp phù hiệu", "giấy phép kinh doanh vận tải")


def start(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "motcua", "--home", str(home), "ingest", str(folder), "--json"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def rows(database: Path, table: str) -> int:
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=0.01) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet, or being written
        return 0


def kill_when(process: subprocess.Popen[bytes], reached: Callable[[], bool]) -> None:
    while process.poll() is None and not reached():
        time.sleep(0.002)
    assert process.poll() is None, "the ingest was over before it could be killed"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def state_of(home: Path) -> dict[str, Any]:
    parts = Parts(Settings(home=home))
    parts.bring_up_to_date()
    state: dict[str, Any] = {
        "files": parts.catalogue.files(),
        "passages": list(parts.catalogue.passages()),
        "records": list(parts.catalogue.procedures()),
        "vectors": parts.indexes.vectors.digests(),
        "found": [[hit["document"] for hit in find(parts.retriever, query, 5)] for query in _QUERIES],
    }
    parts.close()
    return state


def test_killed_in_the_middle_and_run_again(sample_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    for path in sample_files()[:_RECORDS]:
        shutil.copy(path, folder)
    killed, clean = tmp_path / "killed", tmp_path / "clean"
    for home in (killed, clean):
        shutil.copytree(sample_home / "models", home / "models")

    kill_when(start(killed, folder), lambda: 0 < rows(killed / "motcua.db", "source_files") < _RECORDS)
    stored = rows(killed / "motcua.db", "source_files")
    kill_when(start(killed, folder), lambda: rows(killed / "index/chroma/chroma.sqlite3", "embeddings") > 0)
    assert stored < _RECORDS
    assert rows(killed / "motcua.db", "source_files") == _RECORDS
    for home in (killed, clean):
        process = start(home, folder)
        _, errors = process.communicate()
        assert (process.returncode, errors) == (0, b"")

    assert state_of(killed) == state_of(clean)
