"""The parts of the bench, on a made-up embedder and a system that knows the labels."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from fake_system import FakeSystem
from langchain_core.embeddings import DeterministicFakeEmbedding

from evals.bench.asking_cost import compare_asking, compare_finding
from evals.bench.commands import CommandFailed, cost_of
from evals.bench.plain_chain import CODE, PlainChain, documents_of
from evals.questions import Expected, Question

QUESTION = Question("q1", ("mất bằng lái thì sao",), "chat", Expected(("answered",), procedures=("1.000001",)))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "records" / "ministry"
    folder.mkdir(parents=True)
    for number in range(1, 71):  # more than one batch
        record = {"ten_thu_tuc": f"Thủ tục số {number}", "so": number, "phi": f"{number} đồng"}
        (folder / f"1.{number:06d}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return folder.parent


@pytest.fixture
def chain(tmp_path: Path, records: Path) -> PlainChain:
    chain = PlainChain(tmp_path / "chroma", DeterministicFakeEmbedding(size=8))
    chain.index(documents_of([records]))
    return chain


def test_a_record_becomes_its_fields_one_below_the_other(records: Path) -> None:
    first = next(documents_of([records]))
    assert first.page_content == "Thủ tục số 1\n1 đồng"
    assert first.metadata == {CODE: "1.000001"}


def test_the_plain_chain_finds_the_text_that_is_the_question(chain: PlainChain) -> None:
    assert chain.first_code("Thủ tục số 66\n66 đồng") == "1.000066"
    assert len(chain.answer("Thủ tục số 66\n66 đồng").split("\n\n")) == 4


def test_both_are_asked_the_same_and_compared(chain: PlainChain) -> None:
    system = FakeSystem([QUESTION])
    ours, plain, ratio = compare_asking(system, chain, [QUESTION] * 3, lambda: None)
    assert (ours.variant, plain.variant, ratio.variant) == ("motcua", "plain_chain", "ratio")
    assert ratio.measures["p50_ratio"] == pytest.approx(ours.measures["p50_ms"] / plain.measures["p50_ms"])
    assert set(ratio.measures) == {"p50_ratio", "p95_ratio"}


def test_finding_counts_the_first_procedure(chain: PlainChain) -> None:
    exact = Question("q2", ("Thủ tục số 2\n2 đồng",), "chat", Expected(("answered",), procedures=("1.000002",)))
    ours, plain = compare_finding(FakeSystem([exact]), chain, [exact])
    assert (ours.measures["recall@1"], plain.measures["recall@1"]) == (0, 1)  # the fake puts another one first


def test_a_command_s_time_and_memory_are_its_own() -> None:
    cost = cost_of([sys.executable, "-c", "import time; block = b'x' * 90_000_000; time.sleep(0.2)"], {})
    assert cost.seconds > 0.2
    assert 90 < cost.peak_mb < 130


def test_our_own_memory_is_not_counted() -> None:
    ours = bytearray(b"x") * 300_000_000
    assert cost_of([sys.executable, "-c", "pass"], {}).peak_mb < 60
    assert len(ours) == 300_000_000


def test_a_command_sees_the_environment_and_its_failure_is_ours() -> None:
    check = "import os, sys; sys.exit(int(os.environ['MOTCUA_HOME'] != 'here'))"
    cost_of([sys.executable, "-c", check], {"MOTCUA_HOME": "here"})
    with pytest.raises(CommandFailed, match="ended with 1"):
        cost_of([sys.executable, "-c", check], {"MOTCUA_HOME": "there"})
