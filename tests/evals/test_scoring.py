"""Our scorer judges as the one that came with the labelled questions does."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fake_system import right_answer

from evals.questions import Expected, Question, read_questions
from evals.scoring import LONGEST_ANSWER, is_right, judge

Judge = Callable[[dict[str, Any], dict[str, Any]], dict[str, bool]]


@pytest.mark.parametrize(
    ("fact", "text", "held"),
    [
        ("135.000", "Lệ phí 135.000 đồng", True),
        ("135.000", "Lệ phí 1.135.000 đồng", False),
        ("135.000", "Lệ phí 135.0001", False),
        ("05 ngày", "trong 05  NGÀY làm việc", True),
        ("sở", "cơ sở đào tạo", True),
        ("an", "cơ quan", False),
        ("re:không (được|thể)", "KHÔNG THỂ nộp", True),
    ],
)
def test_a_fact_stands_alone_in_the_text(fact: str, text: str, held: bool) -> None:
    answer = {"status": "answered", "text": text, "citations": [{"id": "x"}]}
    assert judge(Expected(("answered",), facts_all=((fact,),)), answer)["facts_all"] is held
    assert judge(Expected(("answered",), facts_none=(fact,)), answer)["facts_none"] is not held


def test_only_what_applies_is_checked() -> None:
    label = Expected(("answered", "clarify"), procedures=("1.1",), options=("1.1", "1.2"), facts_all=(("a",),))
    clarified = {"status": "clarify", "text": "", "options": [{"code": "1.1"}, {"code": "1.2"}]}
    assert judge(label, clarified) == {"status": True, "options": True}
    assert not is_right({})


def test_a_recital_is_not_an_answer() -> None:
    answer = right_answer(Expected(("answered",), procedures=("1.1",))) | {"text": "a" * (LONGEST_ANSWER + 1)}
    held = judge(Expected(("answered",), procedures=("1.1",)), answer)
    assert [check for check, fine in held.items() if not fine] == ["concise"]


@pytest.mark.parametrize(
    ("citation", "held"),
    [
        ({"id": "168/2024/NĐ-CP", "article": "Điều 6", "clause": "1", "point": "a"}, True),
        ({"id": "168/2024/NĐ-CP", "article": "6", "clause": "2", "point": "a"}, False),
        ({"id": "", "title": "Nghị định 168/2024/NĐ-CP", "article": 6, "clause": 1, "point": "A"}, True),
        ({"id": "100/2019/NĐ-CP", "article": "6", "clause": "1", "point": "a"}, False),
    ],
)
def test_a_provision_is_cited_by_document_article_clause_and_point(citation: dict[str, Any], held: bool) -> None:
    wanted = {"doc": "Nghị định 168/2024/NĐ-CP", "dieu": "6", "khoan": "1", "diem": "a"}
    answer = {"status": "answered", "text": "", "citations": [citation]}
    assert judge(Expected(("answered",), citations=(wanted,)), answer)["citations"] is held


@pytest.fixture(scope="module")
def their_judge(shared_dir: Path) -> Judge:
    spec = importlib.util.spec_from_file_location("score_answers", shared_dir / "tools" / "score_answers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    judge: Judge = module.judge
    return judge


@pytest.mark.parametrize("name", ["answerable_dev", "hard_dev"])
def test_it_agrees_with_the_scorer_of_the_labels(name: str, shared_dir: Path, their_judge: Judge) -> None:
    path = shared_dir / "questions" / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    questions = read_questions(path)
    verdicts = set()
    for row, question in zip(rows, questions, strict=True):
        for answer in crafted_answers(question, questions):
            ours = judge(question.expected, answer)
            assert ours == their_judge(row["expected"], answer), row["id"]
            verdicts |= set(ours.items())
    checks = {"status", "procedure", "facts_all", "citations", "concise"}
    assert {(check, held) for check in checks for held in (True, False)} <= verdicts


def crafted_answers(question: Question, others: tuple[Question, ...]) -> list[dict[str, Any]]:
    """A right answer, and every way to be partly wrong that the checks know."""
    right = right_answer(question.expected)
    provisions = [
        {"id": one["doc"], "article": one.get("dieu"), "clause": one.get("khoan"), "point": one.get("diem")}
        for one in question.expected.citations
    ]
    swapped = right_answer(others[(others.index(question) + 1) % len(others)].expected)
    forbidden = " ".join(question.expected.facts_none)
    return [
        right,
        swapped,
        right | {"status": "answered", "citations": provisions},
        right | {"status": "answered", "citations": [one | {"article": "999"} for one in provisions]},
        right | {"status": "clarify"},
        right | {"status": "refused", "procedure": None},
        right | {"options": right["options"][:1]},
        right | {"text": f"{right['text']} {forbidden}"},
        right | {"text": "x" * 2000},
        {},
    ]
