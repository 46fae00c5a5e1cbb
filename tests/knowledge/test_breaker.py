"""Who may ask a server that did not answer."""

from __future__ import annotations

import pytest

from knowledge.breaker import Breaker


def test_all_may_until_it_was_silent_and_then_one_at_a_time() -> None:
    breaker = Breaker(pause_s=0.0)
    assert all(breaker.admits() for _ in range(3))
    patient = Breaker(pause_s=60)
    patient.was_silent()
    assert not any(patient.admits() for _ in range(3))
    patient.answered()
    assert all(patient.admits() for _ in range(3))


def test_after_a_pause_one_tries_and_the_others_still_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("knowledge.breaker.monotonic", lambda: now[0])
    breaker = Breaker(pause_s=2)
    breaker.was_silent()
    now[0] = 102.5
    assert [breaker.admits() for _ in range(3)] == [True, False, False]
    now[0] = 105.0
    assert breaker.admits()
