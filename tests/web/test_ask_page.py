"""The ask page as a browser without scripts meets it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.answers import Status
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.web.pages.marking import marked
from motcua.web.rates import Buckets
from motcua.web.streaming import pieces
from motcua.wiring import Parts
from tests.web.conftest import HTTPS
from tests.web.evil import EVIL_CODE, EVIL_NUMBER, SCRIPT

ASKED = "thủ tục 3.000347 cần giấy tờ gì"


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.text, "lxml")


def test_asking_without_scripts_shows_the_conversation_with_sources(client: TestClient) -> None:
    page = soup(client.post("/ask", data={"question": ASKED}))
    turn = page.select_one("#luot-1")
    assert turn is not None
    assert ASKED in turn.text
    source = turn.select_one(".sources a")
    assert source is not None
    record = client.get(str(source["href"]))
    assert record.status_code == 200
    assert soup(record).select("mark")[-1].find_parent(id="documents") is not None


def test_the_cookie_is_random_secure_and_closed_to_scripts(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/").headers
    cookie = client.post("/ask", data={"question": ASKED}, follow_redirects=False).headers["set-cookie"]
    assert re.match(r"__Host-motcua_hoi=[\w-]{32};", cookie)
    assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(cookie.split("; "))


def test_conversations_do_not_meet(client: TestClient, parts: Parts) -> None:
    client.post("/ask", data={"question": ASKED})
    with TestClient(create_app(parts), base_url=HTTPS) as other:
        assert "luot-1" not in other.get("/").text
        other.cookies.set("__Host-motcua_hoi", "x")
        assert "luot-1" not in other.get("/").text


def test_an_option_is_a_button_that_answers(client: TestClient) -> None:
    page = soup(client.post("/ask", data={"question": "giấy phép lái xe"}))
    choices = page.select(".turn:last-of-type .choice")
    assert len(choices) > 1
    assert str(choices[0]["value"]) not in page.select(".words")[-1].text
    answered = soup(client.post("/ask", data={"question": choices[1]["value"]})).select(".answer")[-1]
    assert Status.ANSWERED in answered["class"]


def test_feedback_is_kept_with_its_turn_and_masked(client: TestClient, parts: Parts) -> None:
    for question in (ASKED, "phí bao nhiêu"):
        client.post("/ask", data={"question": question})
    client.post("/feedback", data={"turn": 1, "useful": "false", "comment": "gọi tôi 0912345678"})
    (kept,) = parts.memories.all_feedback()
    assert (kept.turn, kept.useful, kept.comment) == (1, False, "gọi tôi [số điện thoại]")
    thanks = client.post("/feedback", data={"turn": 9, "useful": "true"}, headers={"hx-request": "true"})
    assert "Không tìm thấy" in thanks.text


def test_a_personal_number_is_shown_masked(client: TestClient) -> None:
    page = client.post("/ask", data={"question": "căn cước 079099999999 đổi bằng lái cần gì"})
    assert "079099999999" not in page.text


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
@pytest.mark.parametrize("path", ["/ask", "/feedback", "/new"])
def test_a_form_of_another_site_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    data = {"question": "a", "turn": "1", "useful": "true"}
    assert client.post(path, data=data, headers=headers).status_code == 403


def test_texts_that_try_to_be_markup_stay_texts(client: TestClient) -> None:
    pages = [
        client.post("/ask", data={"question": f"{SCRIPT} khắc dấu"}),
        client.get(f"/procedures/{EVIL_CODE}", params={"mark": SCRIPT}),
        client.get(f"/laws/{EVIL_NUMBER}"),
        client.get(f"/laws/{EVIL_NUMBER}", params={"article": "1", "clause": "1", "point": "a"}),
        client.get("/nope/<script>alert(1)</script>"),
    ]
    for page in pages:
        found = soup(page)
        assert not found.find_all("img", src="x")
        assert all(script.get("src", "").startswith("/static/") for script in found.find_all("script"))
        assert not [a for a in found.find_all("a") if str(a["href"]).startswith("javascript:")]
        assert not [tag for tag in found.find_all(True) if any(name.startswith("on") for name in tag.attrs)]


def test_the_law_opens_at_its_clause(client: TestClient) -> None:
    page = soup(client.get(f"/laws/{EVIL_NUMBER}", params={"article": "1", "clause": "1", "point": "a"}))
    point = page.select_one("#k1-da mark")
    assert point is not None
    assert "Điểm thứ nhất" in point.text
    assert page.select_one("#k2 mark") is None
    for path in (f"/laws/{EVIL_NUMBER}?article=99", "/laws/1/2000/NĐ-CP", "/laws/../../etc/passwd"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/docs", "/v1/procedures", "/nope", "/static/style.css"])
def test_every_response_guards_itself(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
    assert headers["strict-transport-security"]


@pytest.mark.parametrize("path", ["/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/nope.css", "/static/"])
def test_only_assets_are_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 422)


def test_errors_are_pages_for_people_and_problems_for_programs(client: TestClient) -> None:
    assert "<h1>Không tìm thấy</h1>" in client.get("/procedures/0.000000").text
    api = client.get("/v1/procedures/0.000000")
    assert api.headers["content-type"] == "application/problem+json"
    piece = client.post("/ask", data={"question": ""}, headers={"hx-request": "true"})
    assert piece.text.startswith('<p class="alert"')


def events(text: str) -> Iterator[tuple[str, str]]:
    for block in filter(None, text.split("\n\n")):
        name, data = block.split("\n")
        yield name.removeprefix("event: "), data.removeprefix("data: ")


def test_an_answer_comes_as_events(client: TestClient) -> None:
    response = client.post("/v1/ask/stream", json={"question": ASKED})
    assert response.headers["content-type"].startswith("text/event-stream")
    found = list(events(response.text))
    assert found[0][0] == "status"
    assert found[-1][0] == "answer"
    answer = json.loads(found[-1][1])
    assert "".join(json.loads(data)["text"] for name, data in found if name == "text") == answer["text"]
    assert answer["text"] == client.post("/v1/ask", json={"question": ASKED}).json()["text"]


@pytest.mark.parametrize("text", ["", "a", "một hai " * 40, "x" * 500, "dòng\n" * 30])
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_feedback_through_the_api(client: TestClient) -> None:
    body = {"session": "khach-0009", "useful": True}
    assert client.post("/v1/feedback", json=body).status_code == 404
    client.post("/v1/ask", json={"question": ASKED, "session": "khach-0009"})
    assert client.post("/v1/feedback", json=body).json() == {"status": "kept"}
    assert client.post("/v1/feedback", json={**body, "turn": 2}).status_code == 404


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_buckets_fill_again() -> None:
    clock = Clock()
    buckets = Buckets(60, 2, clock)
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 1]
    assert buckets.take("b") == 0
    clock.now = 1.0
    assert [buckets.take("a") for _ in range(2)] == [0, 1]
    assert [Buckets(0, 0).take("a") for _ in range(3)] == [0, 0, 0]


def test_who_asks_too_fast_is_told_to_wait(parts: Parts) -> None:
    limited = Parts(Settings(home=parts.settings.home, client_rate=5, conversation_rate=1), parts.shared_embedder)
    with TestClient(create_app(limited), base_url=HTTPS) as client:
        body = {"question": "chào", "session": "khach-0001"}
        codes = [client.post("/v1/ask", json=body).status_code for _ in range(2)]
        waits = [client.get("/v1/procedures") for _ in range(5)]
        assert client.get("/healthz").status_code == 200
    limited.close()
    assert codes == [200, 429]
    assert [answer.status_code for answer in waits] == [200] * 3 + [429] * 2
    assert int(waits[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("Giấy <b> khai", "giấy", "Giấy &lt;b&gt; khai"),
        ("Nộp đơn\nvà phí", "đơn và", "Nộp <mark>đơn\nvà</mark> phí"),
        ("Nộp đơn và phí; rồi về", "Nộp đơn…", "<mark>Nộp đơn và phí</mark>; rồi về"),
        ("Nộp đơn xin", "Người dân Nộp đơn xin cấp", "<mark>Nộp đơn xin</mark>"),
        ("abc", "", "abc"),
    ],
)
def test_quoted_words_are_marked(text: str, quote: str, shown: str) -> None:
    assert marked(text, quote) == shown
