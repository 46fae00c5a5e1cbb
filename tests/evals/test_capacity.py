"""The simulation agrees with queues whose waiting is known."""

from __future__ import annotations

import pytest

from evals.bench.capacity import Costs, Demand, processes_for, simulate


def test_one_process_waits_as_theory_says() -> None:
    """M/M/1 at half load: sojourn times are exponential with mean 2/mu, so 95 of 100 end within 2 * ln 20 / mu."""
    outcome = simulate(per_second=5, processes=1, costs=Costs(100, 1e-6), seconds=20_000)
    assert outcome.wait_p95_ms == pytest.approx(2 * 100 * 2.9957, rel=0.06)
    assert outcome.processes_busy == pytest.approx(0.5, rel=0.03)


def test_the_database_is_one_for_all() -> None:
    """Two queues, one behind the other: where the second is the slow one, more processes don't help."""
    few, many = (simulate(50, processes, Costs(10, 16), seconds=4_000) for processes in (2, 40))
    assert many.database_busy == pytest.approx(0.8, rel=0.03)
    assert many.wait_p95_ms == pytest.approx(16 / 0.2 * 2.9957, rel=0.2)  # M/M/1 at 80% alone, the rest is small
    assert few.wait_p95_ms == pytest.approx(many.wait_p95_ms, rel=0.1)


def test_many_processes_at_half_load_hardly_wait() -> None:
    outcome = simulate(100, 10, Costs(50, 0.001), seconds=1_000)
    assert outcome.wait_p95_ms == pytest.approx(50 * 2.9957, rel=0.1)


def test_a_hundred_times_the_people_need_about_a_hundred_times_the_processes() -> None:
    costs = Costs(100)
    province, country = (processes_for(Demand(people), costs) for people in (1e8, 1e10))
    assert country == pytest.approx(100 * province, rel=0.2)
    assert processes_for(Demand(10), costs) == 2
