"""A whole run of each suite on a system that knows the labels."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from fake_system import FakeSystem
from rich.console import Console

from assistant.log_masking import MaskingFilter
from evals.asking import ask_all, row_of
from evals.dialogue_suite import measure_dialogue
from evals.material import Material, find_material, read_xquad, sample_material
from evals.questions import Expected, Question
from evals.results import Row
from evals.runs import Run
from evals.suites import run_suite
from evals.variants import Variant

DOCUMENT = '{"data": [{"paragraphs": [{"context": "Một đoạn.", "qas": [{"question": "Một gì?"}]}]}]}'


def nothing() -> None:
    return None


def questions_of(material: Material) -> list[Question]:
    return [one for questions in material.question_sets().values() for one in questions]


def run_with(system: FakeSystem, material: Material, work: Path) -> Run:
    return Run(lambda _home: system, material, work, Console(file=io.StringIO(), width=200))


def rows_by_key(rows: tuple[Row, ...]) -> dict[str, Row]:
    return {row.key: row for row in rows}


def test_the_sample_is_said_to_be_one_and_asks_what_it_holds() -> None:
    material = sample_material()
    held = {path.stem for path in material.sources()}
    assert "mẫu" in material.notice
    assert material.hard_sets() == {}
    sets = material.question_sets()
    assert all(len(questions) >= 5 for questions in sets.values())
    for one in questions_of(material):
        assert not one.expected.procedures or held & set(one.expected.procedures)
        assert set(one.expected.options) <= held


def test_without_a_shared_folder_the_sample_is_measured(tmp_path: Path) -> None:
    assert find_material(tmp_path).shared is None


def test_answers_are_measured_in_three_variants_and_misses_kept(tmp_path: Path) -> None:
    material = sample_material()
    system = FakeSystem(questions_of(material))
    result = run_suite("answers", run_with(system, material, tmp_path), tmp_path / "results")
    rows = rows_by_key(result.rows)
    assert len(rows) == 3 * len(material.question_sets())
    assert rows["answers_a/as_written"].measures["right"] == 1
    # The fake knows no question that was typed another way, so it refuses all of those.
    stripped = rows["answers_a/stripped"].measures
    assert stripped["against_written"] == pytest.approx(stripped["right"] - 1)
    assert stripped["right"] < 1
    assert {miss.variant for miss in result.misses} == {"stripped", "typos"}
    assert system.closed
    assert len(list((tmp_path / "results").glob("answers-*.json"))) == 1


def test_retrieval_counts_the_place_of_the_right_procedure(tmp_path: Path) -> None:
    material = sample_material()
    system = FakeSystem(questions_of(material))
    result = run_suite("retrieval", run_with(system, material, tmp_path), tmp_path / "results")
    measures = rows_by_key(result.rows)["answers_a/as_written"].measures
    assert measures["recall@1"] == 0
    assert 0.6 < measures["ndcg@10"] < 0.7  # always in the second place


def test_dialogue_has_nothing_to_ask_of_the_sample(tmp_path: Path) -> None:
    material = sample_material()
    assert measure_dialogue(run_with(FakeSystem([]), material, tmp_path)).rows == ()


def test_dialogue_adds_its_documents_to_a_copy(tmp_path: Path, shared_dir: Path) -> None:
    material = find_material(shared_dir)
    sets = material.hard_sets()
    system = FakeSystem([question for questions in sets.values() for question in questions])
    rows = rows_by_key(measure_dialogue(run_with(system, material, tmp_path)).rows)
    assert {name: rows[f"{name}/as_written"].questions for name in sets} == {k: len(v) for k, v in sets.items()}
    assert {f"hard_dev_{group}/as_written" for group in "ABCDEF"} <= set(rows)
    catalogue, documents = system.ingested
    assert catalogue == material.sources()
    assert [path.suffix for path in documents] == [".txt"] * len(documents) != []


def test_a_secret_in_the_log_fails_the_answer() -> None:
    secret = "079099999999"
    expected = Expected(("smalltalk",), masked=(secret,))
    loud = Question("q1", (f"số của tôi là {secret}",), "chat", expected)
    quiet = Question("q2", ("chào",), "chat", expected)
    judged = ask_all(FakeSystem([loud, quiet]), [loud, quiet], Variant.AS_WRITTEN, nothing)
    assert [one.held["masked"] for one in judged] == [False, True]
    assert row_of("set", Variant.AS_WRITTEN, judged).measures["right"] == 0.5


def test_what_the_handlers_mask_is_not_in_the_log() -> None:
    secret = "079099999999"
    question = Question("q1", (f"số của tôi là {secret}",), "chat", Expected(("smalltalk",), masked=(secret,)))
    handler = logging.NullHandler()
    handler.addFilter(MaskingFilter())
    logging.getLogger().addHandler(handler)
    try:
        (judged,) = ask_all(FakeSystem([question]), [question], Variant.AS_WRITTEN, nothing)
    finally:
        logging.getLogger().removeHandler(handler)
    assert judged.held["masked"]


def test_paragraphs_of_squad_files_become_numbered_files(tmp_path: Path) -> None:
    path = tmp_path / "xquad.json"
    path.write_text(DOCUMENT, encoding="utf-8")
    (paragraph,) = read_xquad(path)
    assert (paragraph.name, paragraph.text, paragraph.questions) == ("xquad_000.txt", "Một đoạn.", ("Một gì?",))
