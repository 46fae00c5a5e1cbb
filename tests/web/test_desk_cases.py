"""The desk's queue and questions, from the citizen's page to the officer's and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.answers import Reason
from motcua.accounts.roles import Role
from motcua.web.app import create_app
from motcua.web.pages.drawing import reason
from motcua.wiring import Parts
from tests.web.conftest import HTTPS
from tests.web.evil import EVIL_CODE, EVIL_NUMBER
from tests.web.staff import add_staff, csrf_of, sign_in

UNKNOWN = f"khắc dấu theo mã {EVIL_CODE} lệ phí bao nhiêu"  # its record names no fee


@pytest.fixture
def citizen(parts: Parts) -> Iterator[TestClient]:
    with TestClient(create_app(parts), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        yield client


@pytest.fixture
def officer(client: TestClient, parts: Parts) -> TestClient:
    add_staff(parts, Role.EDITOR)
    sign_in(client, Role.EDITOR)
    return client


def links(client: TestClient, path: str, start: str) -> list[str]:
    page = BeautifulSoup(client.get(path).text, "lxml")
    return [str(a["href"]) for a in page.select("main a") if str(a["href"]).startswith(start)]


def test_without_officers_nobody_is_promised_one(citizen: TestClient, parts: Parts) -> None:
    page = citizen.post("/ask", data={"question": "cho tôi gặp cán bộ"}).text
    assert "hàng chờ" not in page
    assert 'action="/person"' not in page
    citizen.post("/person", data={"note": "giúp tôi"})
    assert parts.staff_room.waiting.queue() == []


def test_a_citizen_waits_is_answered_and_reads_it(citizen: TestClient, officer: TestClient, parts: Parts) -> None:
    citizen.post("/ask", data={"question": "thủ tục 3.000347 cần giấy tờ gì"})
    page = citizen.post("/person", data={"note": "tôi bị mất giấy tờ", "contact": "0912345678"}).text
    assert "đang trong hàng chờ" in page
    (case,) = links(officer, "/desk/queue", "/desk/queue/")
    seen = officer.get(case).text
    assert "0912345678" in seen
    assert "3.000347" in seen
    csrf = csrf_of(officer)
    officer.post(f"{case}/reply", data={"csrf": csrf, "text": "Mời chị lại quầy 3 <b>hôm nay</b>."})
    read = citizen.get("/").text
    assert "Mời chị lại quầy 3 &lt;b&gt;hôm nay&lt;/b&gt;." in read
    assert "Cán bộ Cán bộ editor trả lời" in read
    officer.post(f"{case}/close", data={"csrf": csrf})
    assert "Không có ai đang chờ" in officer.get("/desk/queue").text
    actions = [entry.action for _, entry in parts.staff_room.audit.newest(2)]
    assert actions == ["queue.close", "queue.reply"]


def test_a_complaint_is_queued_at_once(citizen: TestClient, officer: TestClient) -> None:
    answer = citizen.post(
        "/ask", data={"question": "tôi muốn khiếu nại cán bộ gây khó dễ"}, headers={"hx-request": "1"}
    )
    assert answer.headers["hx-trigger"] == "queued"
    assert "phản ánh, khiếu nại" in officer.get("/desk/queue").text


def test_the_officer_s_pages_don_t_hold_the_citizen_s_secret(citizen: TestClient, officer: TestClient) -> None:
    citizen.post("/person", data={"note": "a"})
    name = citizen.cookies["__Host-motcua_hoi"]
    (case,) = links(officer, "/desk/queue", "/desk/queue/")
    assert name not in case
    assert name not in officer.get(case).text


def test_where_no_channel_is_set_up_the_queue_says_so(officer: TestClient) -> None:
    assert "Chưa kênh nhắn tin nào" in officer.get("/desk/queue").text
    assert officer.get("/desk/queue/telegram/7").status_code == 404


def test_an_unanswered_question_is_grouped_assigned_answered_and_then_known(
    citizen: TestClient, officer: TestClient, parts: Parts
) -> None:
    for question in (UNKNOWN, f"dạ cho em hỏi {UNKNOWN} ạ"):
        citizen.post("/ask", data={"question": question})
        citizen.post("/new")
    (case,) = links(officer, "/desk/questions", "/desk/question?")
    page = officer.get(case)
    assert "2 lượt hỏi" in page.text
    csrf = csrf_of(officer)
    key = str(BeautifulSoup(page.text, "lxml").select_one("input[name=key]")["value"])  # type: ignore[index]
    officer.post("/desk/question/assign", data={"csrf": csrf, "key": key, "login": "editor"})
    assert "Đã giao cho editor" in officer.get("/desk/questions").text
    signed = {
        "csrf": csrf,
        "key": key,
        "keys": key,
        "text": "Việc này làm theo thủ tục đổi giấy phép lái xe.",
        "codes": "3.000347",
        "expires_on": (date.today() + timedelta(30)).isoformat(),
    }
    officer.post("/desk/question/sign", data=signed)
    assert "Không có câu hỏi nào" in officer.get("/desk/questions").text
    answered = citizen.post("/ask", data={"question": UNKNOWN}).text
    assert "Việc này làm theo thủ tục đổi giấy phép lái xe." in answered
    assert "Cán bộ Cán bộ editor trả lời ngày" in answered
    officer.post("/desk/curated/1/withdraw", data={"csrf": csrf})
    assert "Việc này làm theo" not in citizen.post("/v1/ask", json={"question": UNKNOWN}).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"codes": ""}, "phải dẫn ít nhất một"),
        ({"codes": "0.000000"}, "Kho không có thủ tục mã 0.000000"),
        ({"text": "Phí là 987.654 đồng."}, "987654"),
        ({"text": "Please come to the office"}, "tiếng Việt"),
        ({"codes": "", "number": EVIL_NUMBER, "article": "99"}, "Kho không có"),
        ({"expires_on": "2020-01-01"}, "Ngày hết hạn"),
        ({"expires_on": "2999-01-01"}, "Ngày hết hạn"),
        ({"keys": "fee: câu khác"}, "Chọn ít nhất một cách hỏi"),
    ],
)
def test_what_is_not_covered_by_its_sources_is_not_signed(
    citizen: TestClient, officer: TestClient, parts: Parts, wrong: dict[str, str], said: str
) -> None:
    citizen.post("/ask", data={"question": UNKNOWN})
    (one,) = parts.staff_room.questions.groups()
    data = {
        "csrf": csrf_of(officer),
        "key": one.key,
        "keys": one.key,
        "text": "Mời anh/chị làm thủ tục này.",
        "codes": "3.000347",
        "expires_on": (date.today() + timedelta(30)).isoformat(),
    }
    answer = officer.post("/desk/question/sign", data={**data, **wrong})
    assert answer.status_code == 422
    assert said in answer.text
    assert parts.staff_room.curated.all() == []


def test_a_clause_can_be_cited(citizen: TestClient, officer: TestClient, parts: Parts) -> None:
    citizen.post("/ask", data={"question": UNKNOWN})
    (one,) = parts.staff_room.questions.groups()
    data = {
        "csrf": csrf_of(officer),
        "key": one.key,
        "keys": one.key,
        "text": "Việc này theo quy định của nghị định.",
        "number": EVIL_NUMBER,
        "article": "1",
        "clause": "2",
        "expires_on": (date.today() + timedelta(30)).isoformat(),
    }
    assert officer.post("/desk/question/sign", data=data).status_code == 200
    assert parts.staff_room.curated.all()[0].citations[0].clause == "2"


def test_a_badly_rated_answer_is_shown_with_what_was_wrong_and_its_trace(
    citizen: TestClient, officer: TestClient
) -> None:
    citizen.post("/ask", data={"question": "thủ tục 3.000347 lệ phí bao nhiêu"})
    citizen.post("/feedback", data={"turn": 1, "useful": "false", "comment": "phí khác <i>thế</i>"})
    (case,) = links(officer, "/desk/questions", "/desk/question?")
    page = officer.get(case).text
    assert "phí khác &lt;i&gt;thế&lt;/i&gt;" in page
    (trace,) = links(officer, case, "/desk/turns/")
    assert "<b>read</b>" in officer.get(trace).text
    assert officer.get("/desk/turns/99?session=page:x").status_code == 404


def test_a_closed_question_that_is_asked_again_is_open_again(
    citizen: TestClient, officer: TestClient, parts: Parts
) -> None:
    citizen.post("/ask", data={"question": UNKNOWN})
    (one,) = parts.staff_room.questions.groups()
    officer.post("/desk/question/close", data={"csrf": csrf_of(officer), "key": one.key})
    assert parts.staff_room.questions.groups() == []
    citizen.post("/ask", data={"question": UNKNOWN})
    assert len(parts.staff_room.questions.groups()) == 1


def test_an_answer_is_signed_for_the_wordings_that_were_chosen(
    citizen: TestClient, officer: TestClient, parts: Parts
) -> None:
    other = UNKNOWN.replace("khắc dấu", "khắc lại dấu")
    for question in (UNKNOWN, UNKNOWN, other):
        citizen.post("/ask", data={"question": question})
    (one,) = parts.staff_room.questions.groups()
    assert set(one.wordings().values()) == {UNKNOWN, other}
    data = {
        "csrf": csrf_of(officer),
        "key": one.key,
        "keys": one.key,
        "text": "Mời anh/chị hỏi tại quầy.",
        "codes": EVIL_CODE,
        "expires_on": (date.today() + timedelta(30)).isoformat(),
    }
    assert officer.post("/desk/question/sign", data=data).status_code == 200
    assert parts.assistant.ask(UNKNOWN).answer.reason is Reason.CURATED
    assert parts.assistant.ask(other).answer.reason is not Reason.CURATED
    (left,) = parts.staff_room.questions.groups()
    assert list(left.wordings().values()) == [other]


def test_every_reason_has_words() -> None:
    assert [one for one in Reason if reason(one.value) == one.value] == []
