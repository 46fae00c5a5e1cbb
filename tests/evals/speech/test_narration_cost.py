"""Runs are compared with the engine's time in the same run, as other work slows one run more than another."""

from __future__ import annotations

from evals.speech.narration_cost import BARE, table


def test_shares_are_of_the_same_run_and_the_middle_one_counts() -> None:
    runs = [
        {BARE: 1.0, "phase writing": 2.0, "command, whole": 1.2},
        {BARE: 4.0, "phase writing": 4.0, "command, whole": 6.0},
        {BARE: 2.0, "phase writing": 6.0, "command, whole": 8.0},
    ]
    lines = table(runs).splitlines()
    assert lines[0].split()[:6] == ["run", "1", "run", "2", "run", "3"]
    assert lines[2].split() == ["phase", "writing", "2.00s", "4.00s", "6.00s", "200%"]
    assert lines[-1] == "over and above the engine's own time: 50%"
