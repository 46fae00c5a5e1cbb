"""The HTTP API: answers, records, health, and problems told in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from knowledge.errors import StoreError
from knowledge.serialise import procedure_from_dict
from knowledge.store.catalogue import Catalogue
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.web.examples import ASK, SEARCH
from motcua.web.limits import LARGEST_BODY
from motcua.web.models import AnswerOut
from motcua.web.pages.ask import suggestions
from motcua.wiring import Parts

pytestmark = pytest.mark.timeout(600, func_only=True)

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def client(sample_home: Path) -> Iterator[TestClient]:
    parts = Parts(Settings(home=sample_home))
    with TestClient(create_app(parts), raise_server_exceptions=False) as client:
        yield client
    parts.close()


def problem_of(response: Any) -> dict[str, Any]:
    assert response.headers["content-type"] == PROBLEM
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail"} <= body.keys()
    assert body["status"] == response.status_code
    return body


def test_a_question_is_answered_as_the_command_line_does(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": "thu tuc 3.000347 can giay to gi", "date": "2026-06-30"})
    assert response.status_code == 200
    answer = response.json()
    assert set(answer) == set(AnswerOut.model_fields) - {"trace"}
    assert (answer["status"], answer["procedure"]["code"]) == ("answered", "3.000347")


def test_a_session_keeps_the_conversation_and_another_does_not(client: TestClient) -> None:
    client.post("/v1/ask", json={"question": "thủ tục 3.000347 cần giấy tờ gì", "session": "khach-0001"})
    here = client.post("/v1/ask", json={"question": "phí bao nhiêu", "session": "khach-0001"}).json()
    there = client.post("/v1/ask", json={"question": "phí bao nhiêu", "session": "khach-0002"}).json()
    assert here["procedure"]["code"] == "3.000347"
    assert there["procedure"] is None


@pytest.mark.parametrize("body", [example["value"] for example in ASK.values()])
def test_the_examples_of_ask_work(client: TestClient, body: dict[str, Any]) -> None:
    assert client.post("/v1/ask", json=body).status_code == 200


@pytest.mark.parametrize("body", [example["value"] for example in SEARCH.values()])
def test_the_examples_of_search_work(client: TestClient, body: dict[str, Any]) -> None:
    hits = client.post("/v1/search", json=body).json()["hits"]
    assert len(hits) == body["count"]


@pytest.mark.parametrize("question", suggestions())
def test_what_the_ask_page_suggests_is_answered(client: TestClient, question: str) -> None:
    answer = client.post("/v1/ask", json={"question": question}).json()
    assert answer["status"] in ("answered", "clarify")
    assert answer["procedure"] or answer["options"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "Trường question còn thiếu."),
        ({"question": 5}, "Trường question phải là chuỗi chữ."),
        ({"question": "a" * 5_001}, "5000 ký tự"),
        ({"question": "a", "date": "30/6/2026"}, "NĂM-THÁNG-NGÀY"),
        ({"question": "a", "session": "x"}, "ít nhất 8"),
        ({"question": "a", "session": "../../etc/passwd"}, "ký tự không được dùng"),
        ({"question": "a", "colour": "red"}, "Trường colour không có trong mô tả."),
        ([1], "đối tượng JSON"),
    ],
)
def test_what_is_wrong_with_a_request_is_told(client: TestClient, body: Any, said: str) -> None:
    response = client.post("/v1/ask", json=body)
    assert response.status_code == 422
    assert said in problem_of(response)["detail"]


@pytest.mark.parametrize(
    "content",
    [b'{"q', b"\xff\xfe", b'{"question": "\\ud83d"}', b"[" * 30_000],
    ids=["half", "bytes", "half a sign", "deep"],
)
def test_bodies_that_are_no_json(client: TestClient, content: bytes) -> None:
    response = client.post("/v1/ask", content=content, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    problem_of(response)


def test_a_body_that_is_too_long_is_not_read(client: TestClient) -> None:
    long = b"x" * (LARGEST_BODY + 1)
    announced = client.post("/v1/ask", content=long)
    chunked = client.post("/v1/ask", content=iter([long[:1000], long]), headers={"content-type": "application/json"})
    for response in (announced, chunked):
        assert response.status_code == 413
        assert "64 KiB" in problem_of(response)["detail"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nope", 404), ("DELETE", "/v1/ask", 405)])
def test_wrong_addresses(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    problem_of(response)


def test_records_come_in_pages(client: TestClient) -> None:
    pages = [client.get("/v1/procedures", params={"page": page, "size": 25}).json() for page in (1, 2, 3, 4)]
    assert [len(page["items"]) for page in pages] == [25, 25, 10, 0]
    assert {page["total"] for page in pages} == {60}
    codes = [item["code"] for page in pages for item in page["items"]]
    assert codes == sorted(set(codes))
    found = client.get("/v1/procedures", params={"q": "Giay phep lai xe quan su"}).json()
    assert [item["code"] for item in found["items"]] == ["3.000349"]
    sector = pages[0]["items"][0]["sector"]
    assert {item["sector"] for item in client.get("/v1/procedures", params={"sector": sector}).json()["items"]} == {
        sector
    }


def test_a_record_is_sent_once_to_who_keeps_its_tag(client: TestClient) -> None:
    first = client.get("/v1/procedures/3.000347")
    assert procedure_from_dict(first.json()).code == "3.000347"
    again = client.get("/v1/procedures/3.000347", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/v1/procedures/3.000347", headers={"if-none-match": '"old"'})
    assert other.status_code == 200
    assert "mã này" in problem_of(client.get("/v1/procedures/9.999999"))["detail"]


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["procedures"] == 60


def test_without_records_the_process_lives_and_is_not_ready(tmp_path: Path) -> None:
    with TestClient(create_app(Parts(Settings(home=tmp_path)))) as client:
        assert client.get("/healthz").status_code == 200
        for response in (client.get("/readyz"), client.post("/v1/ask", json={"question": "mất bằng"})):
            assert response.status_code == 503
            assert response.headers["retry-after"] == "30"
            assert "motcua ingest" in problem_of(response)["detail"]


def test_an_outage_and_a_bug_are_told_apart(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Catalogue, code: str) -> None:
        raise StoreError("Kho dữ liệu không đọc được.", "secret path") if code == "1" else ZeroDivisionError("secret")

    monkeypatch.setattr(Catalogue, "procedure", broken)
    outage, bug = client.get("/v1/procedures/1"), client.get("/v1/procedures/2")
    assert (outage.status_code, bug.status_code) == (503, 500)
    for response in (outage, bug):
        assert "secret" not in problem_of(response)["detail"]


def test_many_at_once_get_the_answers_that_they_get_alone(client: TestClient) -> None:
    questions = ["mất bằng lái xe", "đăng ký xe máy mới", "đổi giấy phép lái xe quân sự", "cấp phù hiệu xe tải"]

    def found(question: str) -> list[str]:
        hits = client.post("/v1/search", json={"query": question, "count": 5}).json()["hits"]
        return [f"{hit['document']} {hit['score']}" for hit in hits]

    alone = {question: found(question) for question in questions}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(found, questions * 10))
    assert together == [alone[question] for question in questions * 10]


def test_the_page_for_people_shows_every_operation_and_loads_nothing(client: TestClient) -> None:
    page = client.get("/docs").text
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page
    assert "mat bang lai xe lam lai o dau" in page
    assert "<script" not in page
    assert "https://" not in page
