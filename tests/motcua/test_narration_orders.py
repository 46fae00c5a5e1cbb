"""Orders on the shelf, without a voice: crashes, removals, damaged files, too many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bots.work import Line, WakeUp
from motcua.narrations.order import Narration, Order, State
from motcua.narrations.shelf import Shelf
from motcua.narrations.studio import Narrations
from tts.errors import EncryptedReport
from tts.narration import NarrationResult, Progress

_ORDER = Order("bao-cao.txt")


@dataclass
class HandWorker:
    """Keeps wake-ups until the test works through them."""

    lines: list[Line] = field(default_factory=list)
    woken: list[WakeUp] = field(default_factory=list)

    def add(self, line: Line) -> None:
        self.lines.append(line)

    def start(self) -> None:
        return

    def wake(self, up: WakeUp) -> None:
        self.woken.append(up)

    def forget_before(self, line: str, moment: float) -> None:
        return

    def work(self) -> None:
        while self.woken:
            self.lines[0].advance(self.woken.pop(0).subject)


Speaking = Callable[[Path, Path, Order, Callable[[Progress], None]], NarrationResult]


def _spoken(report: Path, folder: Path, order: Order, tell: Callable[[Progress], None]) -> NarrationResult:
    tell(Progress("speaking", 1, 1))
    return NarrationResult((), "silent", "test", None, 1.0, 0.1, 0.1, 1, 0, 1, -16.0)


def _made(folder: Path, speak: Speaking = _spoken) -> tuple[Narrations, HandWorker]:
    worker = HandWorker()
    return Narrations(Shelf(folder), worker, speak, most_waiting=2), worker


def _ordered(narrations: Narrations) -> Narration:
    narration = narrations.order(_ORDER, b"x")
    assert narration is not None
    return narration


def test_an_order_is_done_once(tmp_path: Path) -> None:
    narrations, worker = _made(tmp_path)
    ordered = _ordered(narrations)
    worker.wake(worker.woken[0])
    worker.work()
    done = narrations.shelf.get(ordered.id)
    assert done is not None
    assert (done.state, done.tries, done.outcome and done.outcome.engine) == (State.DONE, 0, "silent")
    assert narrations.unfinished() == []


def test_no_more_wait_than_allowed(tmp_path: Path) -> None:
    narrations, worker = _made(tmp_path)
    _ordered(narrations)
    _ordered(narrations)
    assert narrations.order(_ORDER, b"x") is None
    worker.work()
    assert narrations.order(_ORDER, b"x") is not None


def test_a_report_that_brings_the_process_down_is_given_up(tmp_path: Path) -> None:
    def crashing(*_given: object) -> NarrationResult:
        raise SystemExit  # stands for a process that dies: nothing is written after it

    narrations, worker = _made(tmp_path, crashing)
    ordered = _ordered(narrations)
    for _ in range(3):
        with pytest.raises(SystemExit):
            worker.work()
        again, worker = _made(tmp_path, crashing)
        again.start()
        assert [up.subject for up in worker.woken] == [ordered.id]
    worker.work()
    given_up = again.shelf.get(ordered.id)
    assert given_up is not None
    assert given_up.state is State.FAILED
    assert "nhiều lần" in (given_up.error or "")


def test_a_failure_is_told_in_its_own_words(tmp_path: Path) -> None:
    def locked(*_given: object) -> NarrationResult:
        raise EncryptedReport

    narrations, worker = _made(tmp_path, locked)
    ordered = _ordered(narrations)
    worker.work()
    failed = narrations.shelf.get(ordered.id)
    assert failed is not None
    assert (failed.state, failed.error) == (State.FAILED, EncryptedReport.default_message)


def test_what_is_removed_while_it_is_read_stays_away(tmp_path: Path) -> None:
    removed: list[str] = []

    def slow(report: Path, folder: Path, order: Order, tell: Callable[[Progress], None]) -> NarrationResult:
        narrations.shelf.remove(removed[0])
        folder.mkdir()  # as the studio makes sure of its folder
        return _spoken(report, folder, order, tell)

    narrations, worker = _made(tmp_path, slow)
    removed.append(_ordered(narrations).id)
    worker.work()
    assert narrations.shelf.all() == []
    assert not narrations.shelf.folder(removed[0]).exists()


def test_a_server_that_stops_leaves_the_rest_for_its_next_start(tmp_path: Path) -> None:
    def stopped(report: Path, folder: Path, order: Order, tell: Callable[[Progress], None]) -> NarrationResult:
        narrations.stop()
        return _spoken(report, folder, order, tell)

    narrations, worker = _made(tmp_path, stopped)
    ordered = _ordered(narrations)
    worker.work()
    again, worker = _made(tmp_path)
    again.start()
    worker.work()
    done = again.shelf.get(ordered.id)
    assert done is not None
    assert done.state is State.DONE


def test_a_damaged_entry_hides_no_other(tmp_path: Path) -> None:
    narrations, _ = _made(tmp_path)
    good, bad = _ordered(narrations), _ordered(narrations)
    (narrations.shelf.folder(bad.id) / "narration.json").write_text("{", encoding="utf-8")
    assert [one.id for one in narrations.shelf.all()] == [good.id]
    assert narrations.shelf.get("../etc") is None
    assert not narrations.shelf.remove("../etc")


def test_only_what_is_finished_is_forgotten(tmp_path: Path) -> None:
    narrations, worker = _made(tmp_path)
    old = _ordered(narrations)
    worker.work()
    waiting = _ordered(narrations)
    finished = narrations.shelf.get(old.id)
    assert finished is not None
    narrations.shelf.put(replace(finished, finished_at=5.0))
    assert narrations.forget_before(4.0) == 0
    assert narrations.forget_before(6.0) == 1
    assert [one.id for one in narrations.shelf.all()] == [waiting.id]
