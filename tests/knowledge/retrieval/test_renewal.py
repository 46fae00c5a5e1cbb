"""Made once for all, renewed beside the questions, and never for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep

import pytest

from knowledge.retrieval.renewal import Renewal


def _until(renewal: Renewal[int], value: int) -> None:
    until = monotonic() + 10
    while renewal.get() != value:
        assert monotonic() < until
        sleep(0.005)


def test_it_is_made_once_however_many_ask_first() -> None:
    made = []

    def make() -> int:
        sleep(0.02)
        made.append(1)
        return len(made)

    renewal = Renewal(make)
    assert renewal.made is None
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: renewal.get(), range(20))) == [1] * 20
    assert renewal.made == 1


def test_what_is_quickly_made_is_new_at_once() -> None:
    numbers = iter(range(10))
    renewal = Renewal(lambda: next(numbers))
    renewal.get()
    for expected in (1, 2, 3):
        renewal.renew()
        assert renewal.get() == expected


def test_what_takes_long_is_made_once_beside_those_who_ask_and_then_rests() -> None:
    may_end, numbers = Event(), iter(range(10))

    def make() -> int:
        number = next(numbers)
        if number:
            assert may_end.wait(10)
        return number

    renewal = Renewal(make, patience_s=0.01)
    assert renewal.get() == 0
    for _ in range(5):
        renewal.renew()
        assert renewal.get() == 0
    may_end.set()
    _until(renewal, 1)
    renewal.renew()  # it has only just been made
    assert renewal.get() == 1


def test_where_it_fails_the_one_before_serves_and_it_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    outcomes = iter([1, OSError("away"), 3])

    def make() -> int:
        outcome = next(outcomes)
        if isinstance(outcome, OSError):
            raise outcome
        return outcome

    renewal = Renewal(make)
    assert renewal.get() == 1
    renewal.renew()
    assert renewal.get() == 1
    assert "could not be renewed" in caplog.text
    renewal.renew()
    assert renewal.get() == 3


def test_the_first_failure_is_told() -> None:
    def fail() -> int:
        raise OSError("away")

    with pytest.raises(OSError, match="away"):
        Renewal(fail).get()
