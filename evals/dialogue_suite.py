"""`dialogue`: what is hard. Dialogues, asking back, what no source says, law to the clause, stale facts, attacks."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

from evals.asking import Judged, ask_all, misses_of, row_of
from evals.questions import Question
from evals.results import Miss, Row
from evals.runs import Measured, Run
from evals.variants import Variant

_HOME = "dialogue"


def measure_dialogue(run: Run) -> Measured:
    sets = run.material.hard_sets()
    if not sets:
        return Measured(())
    with run.catalogue():
        pass  # brings the catalogue up to date; what follows works on a copy, for documents are added to it
    shutil.rmtree(run.work / _HOME, ignore_errors=True)
    shutil.copytree(run.work / run.material.name, run.work / _HOME)
    every = tuple(question for questions in sets.values() for question in questions)
    documents = _write_documents(run.work / f"{_HOME}_documents", every)
    rows: list[Row] = []
    misses: list[Miss] = []
    with run.loaded(_HOME, *documents, kind="guidance") as system, run.progress() as progress:
        task = progress.add_task(_HOME, total=len(every))
        for name, questions in sets.items():
            judged = ask_all(system, questions, Variant.AS_WRITTEN, lambda: progress.advance(task))
            rows += _rows(name, judged)
            misses += misses_of(name, Variant.AS_WRITTEN, judged)
    return Measured(tuple(rows), tuple(misses))


def _write_documents(folder: Path, questions: tuple[Question, ...]) -> list[Path]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    paths = []
    for question in questions:
        if question.document is not None:
            path = folder / f"{question.id}.txt"
            path.write_text(question.document, encoding="utf-8")
            paths.append(path)
    return paths


def _rows(name: str, judged: list[Judged]) -> list[Row]:
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[f"{name}_{one.question.group}"].append(one)
    whole = row_of(name, Variant.AS_WRITTEN, judged)
    return [whole, *(row_of(group, Variant.AS_WRITTEN, members) for group, members in sorted(groups.items()))]
