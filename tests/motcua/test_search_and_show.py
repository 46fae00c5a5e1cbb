"""`motcua search` and `motcua show`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.serialise import procedure_from_dict
from tests.motcua.conftest import Cli

pytestmark = pytest.mark.timeout(600, func_only=True)


def test_hits_have_the_shape_that_scripts_rely_on(cli: Cli, sample_home: Path) -> None:
    outcome = cli(sample_home, "search", "mat bang lai xe", "-k", "3", "--json")
    found = outcome.document
    assert (outcome.code, outcome.err) == (0, "")
    assert found.keys() == {"id", "hits"}
    assert len(found["hits"]) == 3
    assert all(hit.keys() == {"id", "document", "kind", "title", "score", "text"} for hit in found["hits"])
    assert found["hits"][0]["document"] == "3.000348"
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_people_read_titles(cli: Cli, sample_home: Path) -> None:
    outcome = cli(sample_home, "search", "mất bằng lái xe", "-k", "1")
    assert outcome.out.startswith("1. Cấp lại giấy phép lái xe\n")


def test_a_kind_without_passages_has_no_hits(cli: Cli, sample_home: Path) -> None:
    assert cli(sample_home, "search", "mất bằng lái", "--kind", "provision", "--json").document["hits"] == []
    assert "Không tìm thấy" in cli(sample_home, "search", "mất bằng lái", "--kind", "provision").out


def test_a_batch_finds_for_every_line(cli: Cli, sample_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    queries = ["mất bằng lái xe", "", "😀"]
    path.write_text("\n".join(json.dumps({"id": n, "query": q}) for n, q in enumerate(queries)), encoding="utf-8")
    outcome = cli(sample_home, "search", "--batch", str(path), "-k", "2")
    assert outcome.code == 0
    assert [line["id"] for line in outcome.lines] == [0, 1, 2]
    assert [len(line["hits"]) for line in outcome.lines] == [2, 0, 0]


def test_show_prints_the_whole_typed_record(cli: Cli, sample_home: Path) -> None:
    record = procedure_from_dict(cli(sample_home, "show", "3.000347", "--json").document)
    assert (record.code, record.sample) == ("3.000347", True)
    told = cli(sample_home, "show", " 3.000347 ").out
    assert all(step.text in told for step in record.steps)
    assert all(document.name in told for document in record.documents)
    assert all(fee.text in told for method in record.submission_methods for fee in method.fees)
    assert "dữ liệu mẫu" in told


def test_a_code_that_is_not_there(cli: Cli, sample_home: Path) -> None:
    outcome = cli(sample_home, "show", "9.999999", "--json")
    assert (outcome.code, outcome.document) == (1, {"error": "Không có thủ tục mã 9.999999 trong kho."})
