"""`answers`: single questions, scored against their labels, in three variants."""

from __future__ import annotations

from dataclasses import replace

from evals.asking import ask_all, misses_of, row_of
from evals.results import Miss, Row
from evals.runs import Measured, Run
from evals.variants import Variant


def measure_answers(run: Run) -> Measured:
    sets = {name: questions for name, questions in run.material.question_sets().items() if questions}
    rows: list[Row] = []
    misses: list[Miss] = []
    with run.catalogue() as system, run.progress() as progress:
        task = progress.add_task("answers", total=len(Variant) * sum(len(questions) for questions in sets.values()))
        for name, questions in sets.items():
            for variant in Variant:
                judged = ask_all(system, questions, variant, lambda: progress.advance(task))
                rows.append(row_of(name, variant, judged))
                misses += misses_of(name, variant, judged)
    return Measured(against_as_written(rows), tuple(misses))


def against_as_written(rows: list[Row]) -> tuple[Row, ...]:
    """Adds to each variant how many points its share of right answers lies above the questions as written."""
    written = {row.set: row.measures["right"] for row in rows if row.variant == Variant.AS_WRITTEN}
    return tuple(
        row
        if row.variant == Variant.AS_WRITTEN
        else replace(row, measures={**row.measures, "against_written": row.measures["right"] - written[row.set]})
        for row in rows
    )
