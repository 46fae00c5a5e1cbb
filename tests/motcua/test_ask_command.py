"""`motcua ask`, one question and many."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from tests.motcua.conftest import Cli

pytestmark = pytest.mark.timeout(600, func_only=True)

ANSWER_KEYS = {
    "status", "reason", "text", "procedure", "facet", "options", "citations", "warnings", "latency_ms",
}  # fmt: skip


def test_a_question_without_diacritics_is_answered_from_a_cited_record(cli: Cli, sample_home: Path) -> None:
    outcome = cli(sample_home, "ask", "thu tuc 3.000347 can giay to gi", "--json")
    answer = outcome.document
    assert (outcome.code, outcome.err) == (0, "")
    assert answer.keys() == ANSWER_KEYS
    assert (answer["status"], answer["procedure"]["code"]) == ("answered", "3.000347")
    assert answer["citations"][0]["id"] == "3.000347"


def test_people_read_the_text_alone(cli: Cli, sample_home: Path) -> None:
    words = ["ask", "thu", "tuc", "3.000347", "can", "giay", "to", "gi"]
    told, document = cli(sample_home, *words), cli(sample_home, *words, "--json")
    assert told.out == document.document["text"] + "\n"


def test_the_trace_names_the_steps(cli: Cli, sample_home: Path) -> None:
    outcome = cli(sample_home, "ask", "mất bằng lái xe", "--json", "--trace")
    assert outcome.document["trace"][0]["step"] == "read"
    told = cli(sample_home, "ask", "mất bằng lái xe", "--trace")
    assert json.loads(told.err.splitlines()[0])["step"] == "read"


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "😀🚗💨",
        "\u200b\u200d\ufeff",
        "m\x00ất\x1b[31m bằng \x07lái",
        "mất bằng lái xe " * 313,  # 5,000 characters
        "a" * 5_000,
        "Đo\u0302\u0309i gia\u0302\u0301y phe\u0301p la\u0301i xe",  # decomposed
        "\udce1\udcff",  # bytes that are no UTF-8, as the system hands them over
    ],
    ids=["empty", "blank", "emoji", "zero width", "control", "long", "one long word", "decomposed", "bytes"],
)
def test_whatever_people_send_is_answered_politely(cli: Cli, sample_home: Path, question: str) -> None:
    outcome = cli(sample_home, "ask", "--json", "--", question)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.document["status"] in {"answered", "clarify", "refused", "handoff", "smalltalk"}
    assert outcome.document["text"].strip()


def test_decomposed_text_is_read_like_composed_text(cli: Cli, sample_home: Path) -> None:
    composed = "đổi giấy phép lái xe quân sự cần giấy tờ gì"
    answers = [
        cli(sample_home, "ask", "--json", unicodedata.normalize(form, composed)).document for form in ("NFC", "NFD")
    ]
    for answer in answers:
        del answer["latency_ms"]
    assert answers[0] == answers[1]


def test_a_batch_answers_questions_and_conversations(cli: Cli, sample_home: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "q1", "question": "thủ tục 3.000347 cần giấy tờ gì"},
        {"id": "q2", "turns": ["thủ tục 3.000347 cần giấy tờ gì", "phí bao nhiêu"]},
        {"id": "q3", "turns": []},
        {"id": "q4", "question": ""},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    outcome = cli(sample_home, "ask", "--batch", str(path))
    first, second, third, fourth = outcome.lines
    assert outcome.code == 1
    assert first.keys() == {"id", *ANSWER_KEYS}
    assert (second["procedure"]["code"], second["facet"]) == ("3.000347", "fee")
    assert third.keys() == {"id", "error"}
    assert (fourth["id"], fourth["status"]) == ("q4", "clarify")


def test_without_records_one_sentence_says_how_to_get_them(cli: Cli, tmp_path: Path) -> None:
    for words in (["ask", "mất bằng lái"], ["search", "mất bằng lái"], ["show", "3.000347"]):
        outcome = cli(tmp_path / "new", *words)
        assert (outcome.code, outcome.out) == (2, "")
        assert "motcua ingest" in outcome.err
        assert "make run" in outcome.err
