"""Each part taken away and given back under the running program: an honest sentence meanwhile, no restart after."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.openai_server import Script, openai_server, reply
from fastapi.testclient import TestClient
from pydantic import SecretStr

from knowledge.indexes import vectors
from knowledge.indexes.index_set import no_progress
from motcua.failures import OUTAGE
from motcua.ingesting import Order, ingest_all, sample_files
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.system.servers import ChromaServer, Postgres, wait_until
from tests.web.conftest import NearEmbeddings

pytestmark = pytest.mark.timeout(300, func_only=True)

_QUESTION = "thủ tục 3.000347 cần giấy tờ gì"
_SEARCHED = "mất giấy phép lái xe thì làm lại thế nào"
_OTHERS = ("đổi giấy phép lái xe quân sự", "phí đăng ký xe máy mới là bao nhiêu")  # what was just asked is remembered


@pytest.fixture
def served(tmp_path: Path, postgres: str, chroma: ChromaServer) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path / "home", database_url=postgres, chroma_url=chroma.url)
    parts = Parts(settings, NearEmbeddings())
    ingest_all(parts, Order(sample_files()), no_progress)
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        yield client
    parts.close()


def _ask(client: TestClient, question: str = _SEARCHED, **more: str) -> dict[str, Any]:
    answered = client.post("/v1/ask", json={"question": question, **more})
    assert answered.status_code == 200, answered.text
    document: dict[str, Any] = answered.json()
    return {name: value for name, value in document.items() if name != "latency_ms"}


def _says_that_it_is_away(client: TestClient) -> None:
    """To programs, in a stream, and on the page; never as if nothing were known."""
    answered = client.post("/v1/ask", json={"question": _OTHERS[0], "session": "khach-0009"})
    assert (answered.status_code, answered.headers["retry-after"]) == (503, "30")
    assert (answered.headers["content-type"], answered.json()["detail"]) == ("application/problem+json", OUTAGE)
    streamed = client.post("/v1/ask/stream", json={"question": _OTHERS[1]})
    assert OUTAGE in (streamed.text if streamed.status_code == 200 else streamed.json()["detail"])
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/metrics", headers={}).status_code == 403  # refused as ever, not broken


def test_the_database_away_and_back(served: TestClient, postgres_server: Postgres) -> None:
    before = _ask(served, session="khach-0001")
    postgres_server.stop()
    try:
        _says_that_it_is_away(served)
        page = served.post("/", data={"question": _SEARCHED}, headers={"accept": "text/html"})
        assert page.status_code in (403, 404, 405, 422, 503)  # without the page's secret it is not even asked
    finally:
        postgres_server.start()
    assert _ask(served, session="khach-0002") == before
    assert served.get("/readyz").status_code == 200
    assert _ask(served, "phí bao nhiêu", session="khach-0001")["status"] == "answered"  # the conversation is known


def test_the_index_away_and_back(served: TestClient, chroma: ChromaServer) -> None:
    before = _ask(served)
    chroma.stop()
    _says_that_it_is_away(served)
    chroma.start()
    assert _ask(served) == before
    assert served.get("/readyz").status_code == 200


def test_an_index_that_comes_back_empty_is_an_outage_until_it_is_built_again(
    served: TestClient, chroma: ChromaServer, tmp_path: Path
) -> None:
    before = _ask(served)
    chroma.stop()
    _says_that_it_is_away(served)
    chroma.folder = tmp_path / "another"
    chroma.start()
    _says_that_it_is_away(served)
    desk = served.app.state.desk  # type: ignore[attr-defined]
    desk.parts.bring_up_to_date()  # as `motcua ingest` or a restart does
    assert _ask(served) == before


def test_an_index_that_does_not_answer_is_not_waited_for_for_ever(
    tmp_path: Path, postgres: str, chroma: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "_SERVER_SECONDS", 0.5)
    parts = Parts(Settings(home=tmp_path / "home", chroma_url=chroma.url), NearEmbeddings())
    ingest_all(parts, Order(sample_files()), no_progress)
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        before = _ask(client)
        assert chroma.process is not None
        chroma.process.send_signal(signal.SIGSTOP)
        try:
            began = time.monotonic()
            _says_that_it_is_away(client)
            assert time.monotonic() - began < 30
        finally:
            chroma.process.send_signal(signal.SIGCONT)
        wait_until(lambda: client.get("/readyz").status_code == 200, 10)  # one question every two seconds tries it
        assert _ask(client) == before
    parts.close()


def test_without_the_model_answers_come_from_the_record_and_with_it_again_in_its_words(home: Path) -> None:
    script = Script(text=reply(("Anh/chị mang theo giấy tờ.", [1]), completeness="partly"))
    with openai_server(script) as model:
        chat = {"chat_model": "m", "chat_base_url": model.url, "chat_api_key": SecretStr("k")}
        parts = Parts(Settings(home=home, **chat), NearEmbeddings())  # type: ignore[arg-type]
        with TestClient(create_app(parts)) as client:
            plain = _ask(client, _QUESTION)
            asked = len(model.requests)
            script.status = 503
            assert _ask(client, _QUESTION) == plain
            script.status = 200
            assert _ask(client, _QUESTION) == plain
        assert len(model.requests) > asked
        assert parts.wording is not None
        counts = parts.wording.counts
        parts.close()
    assert counts.pop("failed") == 1
    assert [number for name, number in counts.items() if not name.startswith("dropped")] == [2]
