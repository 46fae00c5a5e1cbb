"""What an OpenTelemetry collector is told: how long things took, and no word of anybody."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest
from fakes.openai_server import Script, openai_server, reply
from fakes.otlp_receiver import Received, otlp_receiver
from fastapi.testclient import TestClient
from pydantic import SecretStr

from knowledge.errors import StoreError
from knowledge.store.catalogue import Catalogue
from motcua.settings import Settings
from motcua.statistics.answer_log import LoggedAssistant
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.web.conftest import NearEmbeddings

_QUESTION = "thủ tục 3.000347 cần giấy tờ gì"
_PERSONAL = "Tôi là Nguyễn Văn An, căn cước 001099012345, mất giấy phép lái xe thì làm lại thế nào"


def _parts(home: Path, endpoint: str, **settings: object) -> Parts:
    return Parts(Settings(home=home, otel_endpoint=endpoint, **settings), NearEmbeddings())  # type: ignore[arg-type]


def _below(spans: list[Received], parent: Received) -> list[Received]:
    return [one for one in spans if one.parent == parent.id]


def test_a_request_holds_its_answer_and_the_answer_its_steps(home: Path) -> None:
    with otlp_receiver() as collector:
        parts = _parts(home, f"{collector.url}/", worker="may-1")
        with TestClient(create_app(parts)) as client:
            assert client.post("/v1/ask", json={"question": _QUESTION, "session": "khach-0001"}).status_code == 200
            client.get("/v1/procedures/3.000347")
            client.get("/healthz")
        parts.close()
    assert collector.resources[0]["service.name"] == "motcua"
    assert collector.resources[0]["service.instance.id"] == "may-1"
    (request,) = collector.named("POST /v1/ask")
    assert request.attributes["http.response.status_code"] == 200
    (answer,) = _below(collector.spans, request)
    assert answer.attributes == {
        "motcua.channel": "api",
        "motcua.status": "answered",
        "motcua.reason": "record",
    }
    steps = _below(collector.spans, answer)
    names = [one.name for one in steps]
    assert (names[:2], names[-1]) == (["read", "screen"], "compose")
    assert len(set(names)) == len(names) == len(parts.assistant.steps)
    assert {one.trace for one in (request, answer, *steps)} == {request.trace}
    assert 0 < sum(one.nanoseconds for one in steps) <= answer.nanoseconds <= request.nanoseconds
    assert collector.named("GET /v1/procedures/{code}")
    assert not collector.named("GET /healthz")


def test_no_word_name_number_or_conversation_is_told(home: Path) -> None:
    with otlp_receiver() as collector:
        parts = _parts(home, collector.url)
        with TestClient(create_app(parts)) as client:
            for session in ("khach-bi-mat-01", None):
                client.post("/v1/ask", json={"question": _PERSONAL, "session": session})
            client.post("/v1/ask/stream", json={"question": _PERSONAL})
            client.get("/v1/conversations/khach-bi-mat-01?ten=An")
        parts.close()
    told = b"".join(collector.bodies)
    assert len(collector.named("answer")) == 3
    for word in (
        "Nguyễn",
        "An,",
        "001099012345",
        "giấy phép",
        "giay phep",
        "bi-mat",
        "3.0003",
        "testclient",
        "127.0.0",
    ):
        assert word.encode() not in told


def test_what_the_model_did_and_what_was_away_is_told_by_its_kind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise StoreError("Kho không trả lời.", "postgresql://lan:s3cret@db")

    script = Script(text=reply(("Anh/chị mang theo giấy tờ.", [1])), status=500)
    with otlp_receiver() as collector, openai_server(script) as model:
        chat = {"chat_model": "m", "chat_base_url": model.url, "chat_api_key": SecretStr("k")}
        parts = _parts(home, collector.url, **chat)
        with TestClient(create_app(parts), raise_server_exceptions=False) as client:
            client.post("/v1/ask", json={"question": _QUESTION})
            monkeypatch.setattr(Catalogue, "generation", away)
            assert client.post("/v1/ask", json={"question": _QUESTION}).status_code == 503
        parts.close()
    assert collector.named("write")[0].attributes == {"motcua.write.used": False, "motcua.write.reason": "failed"}
    failed = [one for one in collector.named("answer") if one.is_error]
    assert [one.attributes["error.type"] for one in failed] == ["StoreError"]
    assert [one.attributes.get("error.type") for one in collector.named("POST /v1/ask")] == [None, "503"]
    assert b"s3cret" not in b"".join(collector.bodies)


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9", "http://name.invalid:4318"])
def test_a_collector_that_is_away_costs_no_answer(home: Path, endpoint: str, caplog: pytest.LogCaptureFixture) -> None:
    parts = _parts(home, endpoint)
    with caplog.at_level(logging.WARNING), TestClient(create_app(parts)) as client:
        for _ in range(3):
            answered = client.post("/v1/ask", json={"question": _QUESTION}).json()
            assert answered["status"] == "answered"
    began = time.monotonic()
    parts.close()
    assert time.monotonic() - began < 10
    assert "Traceback" not in caplog.text


def test_without_the_setting_nothing_is_loaded_or_wrapped(home: Path) -> None:
    parts = Parts(Settings(home=home), NearEmbeddings())
    assert parts.tracing is None
    assert type(parts.assistant) is LoggedAssistant
    parts.close()
