"""`dialogue`: what is hard. Dialogues, asking back, what no source says, law to the clause, stale facts, attacks."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

from evals.asking import Judged, ask_all, misses_of, row_of
from evals.questions import Question
from evals.results import Row
from evals.runs import Measured, Run
from evals.variants import Variant

_SET = "hard_dev"
_HOME = "dialogue"


def measure_dialogue(run: Run) -> Measured:
    questions = run.material.hard_questions()
    if not questions:
        return Measured(())
    with run.catalogue():
        pass  # brings the catalogue up to date; what follows works on a copy, for documents are added to it
    shutil.rmtree(run.work / _HOME, ignore_errors=True)
    shutil.copytree(run.work / run.material.name, run.work / _HOME)
    documents = _write_documents(run.work / f"{_HOME}_documents", questions)
    with run.loaded(_HOME, *documents, kind="guidance") as system, run.progress() as progress:
        task = progress.add_task(_SET, total=len(questions))
        judged = ask_all(system, questions, Variant.AS_WRITTEN, lambda: progress.advance(task))
    return Measured(tuple(_rows(judged)), misses_of(_SET, Variant.AS_WRITTEN, judged))


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


def _rows(judged: list[Judged]) -> list[Row]:
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[f"{_SET}_{one.question.group}"].append(one)
    whole = row_of(_SET, Variant.AS_WRITTEN, judged)
    return [whole, *(row_of(name, Variant.AS_WRITTEN, group) for name, group in sorted(groups.items()))]
