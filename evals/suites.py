"""The suites by name, and one run of a suite from its questions to its floors."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from evals.answers_suite import measure_answers
from evals.dialogue_suite import measure_dialogue
from evals.floors import below_floors, load_floors
from evals.results import SuiteResult, print_result, write_result
from evals.retrieval_suite import measure_retrieval
from evals.runs import Run, Suite

SUITES: dict[str, Suite] = {
    "retrieval": measure_retrieval,
    "answers": measure_answers,
    "dialogue": measure_dialogue,
}


def run_suite(name: str, run: Run, results: Path) -> SuiteResult:
    """Measures, prints the table to the run's console and writes the result file; `below` is empty where all is well.

    Raises KeyError for a suite that does not exist.
    """
    started = datetime.now().astimezone()
    measured = SUITES[name](run)
    floors = load_floors(name, run.material.name)
    result = SuiteResult(
        suite=name,
        material=run.material.name,
        notice=run.material.notice,
        started=started,
        rows=measured.rows,
        misses=measured.misses,
        below=below_floors(measured.rows, floors),
    )
    print_result(result, run.console)
    run.console.print(str(write_result(result, results)), style="dim", highlight=False)
    return result
