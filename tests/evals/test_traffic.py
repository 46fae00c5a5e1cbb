from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evals.traffic import TrafficQuestion, amended_since, cited, read_golden, read_nodiacritics, without_text
from ingest.laws.law_file import read_law_file
from ingest.laws.library import LawLibrary, build_library, read_metadata


@pytest.fixture(scope="module")
def golden(shared_dir: Path) -> tuple[TrafficQuestion, ...]:
    return read_golden(shared_dir / "data/traffic_golden_v1/golden_200.jsonl")


@pytest.fixture(scope="module")
def plain(shared_dir: Path) -> tuple[TrafficQuestion, ...]:
    folder = shared_dir / "data/traffic_nodiacritics"
    return read_nodiacritics(sorted(folder.glob("*/data.jsonl")))


@pytest.fixture(scope="module")
def library(shared_dir: Path) -> LawLibrary:
    folder = shared_dir / "data/laws"
    files = [read_law_file(path) for path in sorted(folder.glob("*.md"))]
    return build_library(files, read_metadata(folder / "markdown_metadata.json"))


def test_both_sets_are_read_whole(golden: tuple[TrafficQuestion, ...], plain: tuple[TrafficQuestion, ...]) -> None:
    assert len(golden) == 200
    assert len(plain) == 333
    assert len({one.id for one in (*golden, *plain)}) == 533
    assert sum(len(one.turns) > 1 for one in plain) >= 40


def test_places_are_taken_from_the_reference_answers(plain: tuple[TrafficQuestion, ...]) -> None:
    red = next(one for one in plain if one.id == "penalty-red-light-auto-01")
    assert (red.expected[0].document, str(red.expected[0].target)) == ("168/2024/NĐ-CP", "điểm b khoản 9 Điều 6")
    assert red.answerable
    assert not next(one for one in plain if one.category == "scope_refusal").answerable


def test_expectations_that_another_text_has_changed(golden: tuple[TrafficQuestion, ...], library: LawLibrary) -> None:
    changed = amended_since(golden, library.provisions, date(2026, 11, 22))
    assert {question.id for question, _ in changed} == {"GT_032", "GT_161"}
    assert changed[0][1][0].amended_by == "238/2026/NĐ-CP|19|9|"


def test_questions_that_no_source_can_answer(golden: tuple[TrafficQuestion, ...], library: LawLibrary) -> None:
    absent = without_text(golden, library.documents)
    assert {one.expected[0].document for one in absent} == {"165/2024/NĐ-CP"}


def test_citing_the_article_or_the_clause(golden: tuple[TrafficQuestion, ...]) -> None:
    question = next(one for one in golden if one.id == "GT_117")  # điểm b khoản 9 Điều 6
    assert cited(question, ["168/2024/NĐ-CP|6|9|b"], with_clause=True)
    assert cited(question, ["168/2024/NĐ-CP|6|1|a"], with_clause=False)
    assert not cited(question, ["168/2024/NĐ-CP|6|1|a"], with_clause=True)
    assert not cited(question, ["168/2024/NĐ-CP|7|9|b"], with_clause=False)
