"""`retrieval`: whether the right document is found first, among guidance files and among procedures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress

from evals.material import XquadParagraph
from evals.ranking import DEPTH, ndcg, recall_at_1
from evals.results import Row
from evals.runs import Measured, Run
from evals.system import System
from evals.variants import Variant, rewrite

_XQUAD = "xquad_vi"


@dataclass(frozen=True, slots=True)
class Search:
    query: str
    right: Collection[str]  # procedure codes, or names of files


def measure_retrieval(run: Run) -> Measured:
    with run.progress() as progress:
        return Measured((*_guidance_rows(run, progress), *_procedure_rows(run, progress)))


def _guidance_rows(run: Run, progress: Progress) -> list[Row]:
    paragraphs = run.material.xquad()
    if not paragraphs:
        return []
    files = _write_paragraphs(run.work / f"{_XQUAD}_paragraphs", paragraphs)
    searches = [Search(question, {one.name}) for one in paragraphs for question in one.questions]
    with run.loaded(_XQUAD, *files, kind="guidance") as system:
        return _measure(system, _XQUAD, searches, "guidance", progress)


def _write_paragraphs(folder: Path, paragraphs: Sequence[XquadParagraph]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for one in paragraphs:
        (folder / one.name).write_text(one.text, encoding="utf-8")
    return [folder / one.name for one in paragraphs]


def _procedure_rows(run: Run, progress: Progress) -> list[Row]:
    rows = []
    with run.catalogue() as system:
        for name, questions in run.material.question_sets().items():
            searches = [
                Search(one.turns[-1], one.expected.procedures)
                for one in questions
                if one.expected.statuses == ("answered",) and one.expected.procedures
            ]
            if searches:
                rows += _measure(system, name, searches, "procedure", progress)
    return rows


def _measure(system: System, name: str, searches: Sequence[Search], kind: str, progress: Progress) -> list[Row]:
    task = progress.add_task(name, total=len(Variant) * len(searches))
    rows = []
    for variant in Variant:
        first, gain = 0.0, 0.0
        for search in searches:
            found = system.search(rewrite(search.query, variant), DEPTH, kind)
            names = [Path(document).name for document in found]
            first += recall_at_1(names, search.right)
            gain += ndcg(names, search.right)
            progress.advance(task)
        measures = {"recall@1": first / len(searches), f"ndcg@{DEPTH}": gain / len(searches)}
        rows.append(Row(name, variant.value, len(searches), measures))
    return rows
