"""What Prometheus reads: what was answered is counted, what was asked is nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes.openai_server import Script, openai_server, reply
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from assistant.answers import Reason, Status
from knowledge.errors import StoreError
from knowledge.store.catalogue import Catalogue
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.web.conftest import NearEmbeddings

_HERE = ("127.0.0.1", 50_000)
_QUESTION = "thủ tục 3.000347 cần giấy tờ gì"
_CARD = "001099012345"


@contextmanager
def _server(home: Path, client: tuple[str, int] = _HERE, **settings: object) -> Iterator[TestClient]:
    parts = Parts(Settings(home=home, **settings), NearEmbeddings())  # type: ignore[arg-type]
    with TestClient(create_app(parts), client=client, raise_server_exceptions=False) as opened:
        yield opened
    parts.close()


def _values(client: TestClient, **headers: str) -> dict[str, float]:
    """`name{label=value,...}` -> value."""
    page = client.get("/metrics", headers=headers)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/plain; version=")
    found = {}
    for family in text_string_to_metric_families(page.text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def test_answers_are_counted_and_timed_and_no_word_of_theirs_is_shown(home: Path) -> None:
    with _server(home) as client:
        assert "motcua_index_generation" not in _values(client)
        for _ in range(2):
            client.post("/v1/ask", json={"question": _QUESTION})
        client.post("/v1/ask/stream", json={"question": f"Nguyễn Văn An, căn cước {_CARD}, xin chào"})
        client.post("/v1/ask", json={"question": "chào bạn", "session": "khach-0001"})
        values, text = _values(client), client.get("/metrics").text
    assert values["motcua_answers_total{reason=record,status=answered}"] == 2
    assert values["motcua_answers_total{reason=greeting,status=smalltalk}"] >= 1
    asked = sum(value for name, value in values.items() if name.startswith("motcua_answers_total"))
    assert asked == values["motcua_answer_seconds_count"] == values["motcua_answer_seconds_bucket{le=+Inf}"] == 4
    assert values["motcua_answer_seconds_sum"] > 0
    assert values["motcua_index_generation"] == values["motcua_catalogue_generation"] > 0
    assert (values["motcua_store_up"], values["motcua_procedures"]) == (1, 60)
    assert values["process_resident_memory_bytes"] > 1e7
    for personal in (_CARD, "Nguyễn", "An", "khach-0001", "3.000347"):
        assert personal not in text.split("# HELP process")[0].replace("Answer", "")


def test_labels_are_of_the_closed_lists(home: Path) -> None:
    with _server(home) as client:
        for question in ("", "chào", _QUESTION, "giá vàng hôm nay", "tôi muốn khiếu nại cán bộ"):
            client.post("/v1/ask", json={"question": question})
        names = [name for name in _values(client) if name.startswith("motcua_answers_total")]
    labels = [dict(pair.split("=") for pair in name.partition("{")[2].strip("}").split(",")) for name in names]
    assert {one["status"] for one in labels} <= set(Status)
    assert {one["reason"] for one in labels} <= set(Reason)
    assert len(labels) >= 3


def test_what_was_away_is_counted_and_the_page_is_there_without_the_store(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise StoreError("Kho không trả lời.", "the address of the database")

    with _server(home) as client:
        client.post("/v1/ask", json={"question": _QUESTION})
        monkeypatch.setattr(Catalogue, "generation", away)
        assert client.post("/v1/ask", json={"question": _QUESTION}).status_code == 503
        values = _values(client)
        assert values["motcua_store_up"] == 0
        assert values["motcua_answers_failed_total{away=store}"] == 1
        assert values["motcua_answers_total{reason=record,status=answered}"] == 1
        monkeypatch.undo()
        assert _values(client)["motcua_store_up"] == 1


def test_what_became_of_the_model_s_words_is_counted(home: Path) -> None:
    script = Script(text=reply(("Anh/chị mang theo giấy tờ.", [1])))
    with openai_server(script) as model:
        chat = {"chat_model": "m", "chat_base_url": model.url, "chat_api_key": SecretStr("k")}
        with _server(home, **chat) as client:
            client.post("/v1/ask", json={"question": _QUESTION})
            script.status = 500
            client.post("/v1/ask", json={"question": _QUESTION})
            values = _values(client)
    outcomes = {name: value for name, value in values.items() if name.startswith("motcua_model_outcomes_total")}
    assert outcomes["motcua_model_outcomes_total{outcome=failed}"] == 1
    assert sum(value for name, value in outcomes.items() if "dropped" not in name) == 2


def test_queues_of_the_channels_are_shown_where_there_are_channels(home: Path) -> None:
    secret = SecretStr("secret-of-webhooks")
    telegram = {"telegram_token": SecretStr("1:x"), "telegram_webhook_secret": secret}
    with _server(home, telegram_url="http://127.0.0.1:9", **telegram) as client:
        values = _values(client)
    assert values["motcua_messages{state=dead}"] == values["motcua_handed_over"] == 0
    with _server(home) as client:
        assert not [name for name in _values(client) if name.startswith("motcua_messages")]


def test_only_this_machine_reads_it_without_a_token(home: Path) -> None:
    with _server(home, client=("::1", 1)) as client:
        assert client.get("/metrics").status_code == 200
        for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"):
            refused = client.get("/metrics", headers={header: "127.0.0.1"})
            assert (refused.status_code, json.loads(refused.text)["status"]) == (403, 403)
    for stranger in (("10.0.0.7", 1), ("testclient", 1)):
        with _server(home, client=stranger) as client:
            assert client.get("/metrics").status_code == 403


def test_with_a_token_whoever_has_it_reads_it(home: Path) -> None:
    with _server(home, client=("10.0.0.7", 1), metrics_token=SecretStr("mã-số")) as client:
        for given in ({}, {"Authorization": "Bearer x"}, {"Authorization": "mã-số".encode()}):
            refused = client.get("/metrics", headers=given)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    with _server(home, client=("10.0.0.7", 1), metrics_token=SecretStr("token-1")) as client:
        assert _values(client, Authorization="Bearer token-1")["motcua_store_up"] == 1
