"""Hearing an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.web.conftest import HTTPS

pytest.importorskip("espeakng_loader", reason="needs the extra speech")
pytest.importorskip("av", reason="needs the extra speech")


@pytest.fixture
def client(parts: Parts) -> Iterator[TestClient]:
    own = Parts(Settings(home=parts.settings.home, speech_online=False), parts.shared_embedder)
    with TestClient(create_app(own), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        yield client
    own.close()


def test_an_answer_that_was_given_is_read(client: TestClient) -> None:
    client.post("/ask", data={"question": "cảm ơn"})
    piece = client.post("/listen", data={"turn": 1}, headers={"hx-request": "true"})
    player = BeautifulSoup(piece.text, "lxml").select_one("audio")
    assert player is not None
    sound = client.get(str(player["src"]))
    assert sound.headers["content-type"] == "audio/mpeg"
    assert len(sound.content) > 2_000
    assert "<audio" in client.post("/listen", data={"turn": 1}).text


@pytest.mark.parametrize("turn", [1, 7])
def test_nothing_else_is(client: TestClient, turn: int) -> None:
    if turn == 7:
        client.post("/ask", data={"question": "chào"})
    assert client.post("/listen", data={"turn": turn}).status_code == 404
    for name in ("../motcua.db", "a" * 40, "%2e%2e%2fmotcua"):
        assert client.get(f"/listen/{name}.mp3").status_code == 404
