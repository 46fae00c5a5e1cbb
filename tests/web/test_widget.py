"""The ask page in another site's frame."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from motcua.errors import Misuse
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.web.pages.widget import frame_sites
from motcua.wiring import Parts
from tests.web.conftest import HTTPS

SITE = "https://so.tinh.example"


@pytest.fixture
def client(parts: Parts) -> Iterator[TestClient]:
    own = Parts(Settings(home=parts.settings.home, widget_sites=SITE), parts.shared_embedder)
    with TestClient(create_app(own), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        yield client
    own.close()


def name_in(text: str) -> str:
    found = re.search(r'name="visitor" value="([\w-]{32})"', text)
    assert found is not None
    return found.group(1)


def test_only_the_named_site_may_frame_and_only_the_widget(client: TestClient) -> None:
    framed = client.get("/nhung")
    assert f"frame-ancestors {SITE}" in framed.headers["content-security-policy"]
    assert "x-frame-options" not in framed.headers
    for path in ("/", "/login", "/nhung/other"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"


def test_a_conversation_goes_on_without_cookies(client: TestClient, parts: Parts) -> None:
    name = name_in(client.get("/nhung").text)
    for question in ("thủ tục 3.000347 cần giấy tờ gì", "phí bao nhiêu"):
        page = client.post("/nhung/ask", data={"visitor": name, "question": question})
        assert "set-cookie" not in page.headers
    assert 'id="luot-2"' in page.text
    assert 'target="_blank"' in page.text
    client.post("/nhung/feedback", data={"visitor": name, "turn": 2, "useful": "true"})
    assert [one.turn for one in parts.memories.all_feedback()] == [2]
    assert name_in(client.get("/nhung").text) != name


@pytest.mark.parametrize("visitor", ["", "x", "../../etc/passwd/../../etc/passwd", "a" * 33])
def test_a_name_that_was_not_given_is_refused(client: TestClient, visitor: str) -> None:
    assert client.post("/nhung/ask", data={"visitor": visitor, "question": "a"}).status_code == 422


def test_the_page_s_cookie_opens_nothing_in_the_frame(client: TestClient) -> None:
    client.post("/ask", data={"question": "thủ tục 3.000347 cần giấy tờ gì"})
    name = client.cookies["__Host-motcua_hoi"]
    page = client.post("/nhung/ask", data={"visitor": name, "question": "chào"})
    assert 'id="luot-2"' not in page.text


def test_without_sites_there_is_no_widget(parts: Parts) -> None:
    with TestClient(create_app(parts), base_url=HTTPS) as client:
        assert [client.get(path).status_code for path in ("/nhung", "/widget.js")] == [404, 404]


@pytest.mark.parametrize("words", ["*", "so.tinh.vn", "https://a.vn; script-src *", "https://a.vn/path", "'self'"])
def test_what_is_no_site_is_refused(words: str) -> None:
    with pytest.raises(Misuse):
        frame_sites(words)


def test_several_sites_may_be_named() -> None:
    assert set(frame_sites("https://a.vn  http://b.vn:8080").values()) == {"https://a.vn http://b.vn:8080"}
