"""Rankings, floors and result files."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError
from rich.console import Console

import evals
from evals.bench.bench import NAME
from evals.floors import below_floors, load_floors
from evals.ranking import ndcg, recall_at_1
from evals.results import Miss, Row, SuiteResult, print_result, write_result
from evals.suites import SUITES

CONFIG = Path(evals.__file__).resolve().parent / "config"
ROW = Row("set", "as_written", 10, {"right": 0.8, "p50_ms": 30.0, "answers_per_s": 40.0})


def test_only_the_first_place_counts_for_recall_at_1() -> None:
    assert recall_at_1(["a", "b"], {"a"}) == 1
    assert recall_at_1(["b", "a"], {"a"}) == 0
    assert recall_at_1([], {"a"}) == 0


def test_gain_falls_with_the_rank_and_ends_at_the_depth() -> None:
    assert ndcg(["a", "b"], {"a"}) == 1
    assert ndcg(["b", "a"], {"a"}) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg([*"bcdefghijk", "a"], {"a"}) == 0
    assert ndcg(["a", "b"], {"a", "b"}) == 1
    assert ndcg(["a"], set()) == 0


def test_floors_hold_shares_from_below_and_costs_from_above() -> None:
    floors = {"right": 0.8, "p50_ms": 30, "answers_per_s": 40}
    assert below_floors([ROW], {"set/as_written": floors}) == ()
    missed = below_floors([ROW], {"set/as_written": {"right": 0.81, "p50_ms": 29, "answers_per_s": 41}})
    assert len(missed) == 3
    assert "set/as_written: right is 0.8, at least 0.81 is needed" in missed


def test_a_floor_that_nothing_was_measured_for_is_missed() -> None:
    assert len(below_floors([ROW], {"other/as_written": {"right": 0.1}, "set/as_written": {"wrong": 0}})) == 2


def test_floors_of_another_shape_are_refused(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("catalogue: {set: high}", encoding="utf-8")
    with pytest.raises(ValidationError):
        load_floors("answers", "catalogue", tmp_path)


@pytest.mark.parametrize("path", sorted(CONFIG.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_floors_belong_to_a_suite_and_are_shares(path: Path) -> None:
    assert path.stem in {*SUITES, NAME}
    for material in ("catalogue", "sample"):
        for measures in load_floors(path.stem, material).values():
            shares = [floor for name, floor in measures.items() if not name.endswith(("_ms", "_s", "_mb", "_ratio"))]
            assert all(-1 <= floor <= 1 for floor in shares)


def test_a_result_is_written_whole_and_printed_with_what_fell_below(tmp_path: Path) -> None:
    miss = Miss("set", "as_written", "q1", "mất bằng lái", ("status",), "refused", None, "")
    started = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    result = SuiteResult("answers", "sample", "mẫu", started, (ROW,), (miss,), ("too low",))
    path = write_result(result, tmp_path)
    assert path.name == "answers-20261122T083000.json"
    assert json.loads(path.read_text(encoding="utf-8"))["misses"][0]["asked"] == "mất bằng lái"
    paper = io.StringIO()
    print_result(result, Console(file=paper, width=200))
    assert all(words in paper.getvalue() for words in ("80.0%", "30.0", "too low", "mẫu"))
