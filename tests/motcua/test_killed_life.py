"""Killed at random moments, versions, corrections and announced ends come out as in a run that nobody killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import HashEmbeddings, procedure
from ingest_worker import CORRECTED

from ingest.records import write_record_file
from motcua.searching import find
from motcua.settings import Settings
from motcua.wiring import Parts

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900, func_only=True)]

_KILLS = 50
_RECORDS = 30
_WORKER = Path(__file__).with_name("ingest_worker.py")
_TESTS = Path(__file__).resolve().parents[1]


def code_of(number: int) -> str:
    return f"1.{number:06}"


def deliver(folder: Path) -> None:
    """A month's delivery: most records, two of them by two files."""
    folder.mkdir(exist_ok=True)
    for number in range(_RECORDS):
        record = procedure(code_of(number), f"Cấp giấy số {number}", conditions=f"Cũ {number}", as_of=date(2026, 7, 1))
        write_record_file(folder / f"{number:03}.yaml", [record])
    old = [procedure(code_of(n), f"Cấp giấy số {n}", conditions="Rất cũ", as_of=date(2021, 1, 1)) for n in (0, 1, 900)]
    write_record_file(folder / "book.yaml", old)


def deliver_again(folder: Path) -> None:
    """The next month's: some changed, one withdrawn, one abolished, one contradicted."""
    for number in range(0, _RECORDS, 2):
        record = procedure(code_of(number), f"Cấp giấy số {number}", conditions=f"Mới {number}", as_of=date(2026, 8, 1))
        write_record_file(folder / f"{number:03}.yaml", [replace(record, conditions=record.conditions)])
    (folder / "005.yaml").unlink()
    (folder / "ends.yaml").write_text(f"abolished:\n- code: '{code_of(7)}'\n  ends_on: 2026-09-01\n", encoding="utf-8")


def start(home: Path, act: str, target: str) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(_TESTS), str(_TESTS.parent)])
    process = subprocess.Popen(
        [sys.executable, str(_WORKER), str(home), act, target],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.stderr.read() if process.stderr else ""
    return process


def finish(home: Path, act: str, target: str) -> float:
    process = start(home, act, target)
    began = time.monotonic()
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return time.monotonic() - began


def kill_at(home: Path, act: str, target: str, moment: float) -> bool:
    """Returns whether it was still at work."""
    process = start(home, act, target)
    time.sleep(moment)
    at_work = process.poll() is None
    if at_work:
        os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return at_work


def state_of(home: Path) -> dict[str, Any]:
    parts = Parts(Settings(home=home), shared_embedder=HashEmbeddings())
    parts.bring_up_to_date()
    codes = [code_of(number) for number in (*range(_RECORDS), 900)]
    state: dict[str, Any] = {
        "files": parts.catalogue.files(),
        "passages": list(parts.catalogue.passages()),
        "records": [parts.catalogue.procedure(code) for code in codes],
        "versions": [parts.histories.versions(code, date.today()) for code in codes],
        "overlays": [parts.reviews.overlays(code) for code in codes],
        "vectors": parts.indexes.vectors.digests(),
        "found": [[hit["document"] for hit in find(parts.retriever, f"cấp giấy số {n}", 3)] for n in range(5)],
    }
    parts.close()
    return state


def live(home: Path, folder: Path, run: Callable[[Path, str, str], object]) -> None:
    deliver(folder)
    run(home, "ingest", str(folder))
    run(home, "correct", code_of(3))
    run(home, "correct", code_of(4))
    deliver_again(folder)
    run(home, "ingest", str(folder))


def test_killed_at_random_moments(tmp_path: Path) -> None:
    folder, clean, killed = tmp_path / "delivery", tmp_path / "clean", tmp_path / "killed"
    took: dict[str, float] = {}

    def whole(home: Path, act: str, target: str) -> None:
        took[act] = max(took.get(act, 0.0), finish(home, act, target))

    live(clean, folder, whole)
    shutil.rmtree(folder)

    moments = random.Random(20261122)
    at_work: list[bool] = []

    def with_kills(home: Path, act: str, target: str) -> None:
        for _ in range(_KILLS // 4 + 1):
            at_work.append(kill_at(home, act, target, moments.uniform(0, took[act])))
        finish(home, act, target)

    live(killed, folder, with_kills)
    assert len(at_work) >= _KILLS
    assert sum(at_work) > len(at_work) / 4, "hardly any kill came while the process was at work"

    expected, found = state_of(clean), state_of(killed)
    for part in expected:
        assert found[part] == expected[part], part
    assert expected["records"][3].conditions == CORRECTED
    assert [one.code for one in expected["records"][4].warnings] == ["correction_rests"]
    assert expected["records"][5] is None
    assert expected["records"][7].valid_to == date(2026, 8, 31)
