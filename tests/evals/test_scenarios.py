"""How a load is judged and summed up; the scenarios themselves run in tests/system/test_resilience.py."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from evals.resilience.conversations import conversations, drawn
from evals.resilience.load import percentile, summary
from evals.resilience.verdicts import Asked, Verdict, read_lines, verdict_of, write_line

_OUTAGE = "Hệ thống tra cứu đang tạm gián đoạn nên chưa trả lời anh/chị được. Xin anh/chị thử lại sau ít phút."
_RETRY = {"Retry-After": "30"}
_ASKED = Asked(100.0, 50.0, "tai-1", ("đổi bằng lái",), Verdict.ANSWERED, "", 1, "Anh/chị nộp ở ...", 40.0)


def test_an_answer_is_an_answer_and_an_honest_outage_is_one() -> None:
    answer = json.dumps({"status": "answered", "text": "Anh/chị nộp ở ...", "latency_ms": 3})
    assert verdict_of(200, {}, answer)[0] is Verdict.ANSWERED
    assert verdict_of(503, _RETRY, json.dumps({"detail": _OUTAGE}))[:2] == (Verdict.OUTAGE, _OUTAGE)


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (0, {}, ""),
        (200, {}, "<html>bad gateway</html>"),
        (200, {}, json.dumps({"status": "answered", "text": " "})),
        (200, {}, json.dumps({"status": "lost", "text": "Anh/chị nộp ở ..."})),
        (500, {}, json.dumps({"detail": _OUTAGE})),
        (503, {}, json.dumps({"detail": _OUTAGE})),
        (503, _RETRY, json.dumps({"detail": "Service Unavailable"})),
        (503, _RETRY, json.dumps({"detail": f"{_OUTAGE} psycopg.OperationalError"})),
        (429, _RETRY, json.dumps({"detail": "Anh/chị gửi quá nhanh. Xin chờ ít giây rồi thử lại."})),
    ],
)
def test_everything_else_is_a_failure(status: int, headers: dict[str, str], body: str) -> None:
    verdict, why, _ = verdict_of(status, headers, body)
    assert (verdict, bool(why)) == (Verdict.FAILED, True)


def test_citizens_ask_many_things_and_the_same_citizen_the_same() -> None:
    assert len(set(conversations())) > 500
    first, again, other = (list(islice(drawn(seed), 40)) for seed in (1, 1, 2))
    assert first == again != other
    assert len(set(first)) > 30
    assert any(len(talk) > 1 for talk in first)


def test_lines_are_read_as_they_were_written(tmp_path: Path) -> None:
    assert read_lines(tmp_path / "none") == ()
    for one in (_ASKED, replace(_ASKED, verdict=Verdict.FAILED, why="500")):
        write_line(tmp_path / "lines", one)
    assert read_lines(tmp_path / "lines") == (_ASKED, replace(_ASKED, verdict=Verdict.FAILED, why="500"))


def test_a_summary_counts_what_was_seen() -> None:
    seen = [replace(_ASKED, at=100.0 + second, milliseconds=10.0 * second) for second in range(1, 11)]
    seen.append(replace(_ASKED, verdict=Verdict.FAILED, why="500", tries=2))
    told = summary(seen)
    assert (told["questions"], told["failed"], told["why"]) == (11, 1, {"500": 1})
    assert (told["p50_ms"], told["p95_ms"], told["own_p95_ms"]) == (50.0, 100.0, 40.0)
    assert told["answers_per_s"] == pytest.approx(10 / 10.1, abs=0.01)
    assert told["asked_of_another_process"] == 1
    assert percentile([], 0.5) is None
    assert summary([])["questions"] == 0
