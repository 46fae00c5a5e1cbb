"""What is kept of people: told, taken along, erased, and forgotten in time."""

from __future__ import annotations

import json
import logging
import time
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from assistant.utc import utc_now
from bots.store.database import open_bots_database
from motcua.accounts.roles import Role
from motcua.casework.person_data import PersonData
from motcua.housekeeping import Housekeeping
from motcua.logs import set_up_logs
from motcua.retention import office_chores
from motcua.settings import Settings
from motcua.wiring import Parts
from tests.web.staff import add_staff, csrf_of, sign_in

_DAY = 86_400.0
ASKED = "thủ tục 3.000347 cần giấy tờ gì"


def test_the_notice_says_how_long_as_the_settings_do(client: TestClient, parts: Parts) -> None:
    page = client.get("/du-lieu-ca-nhan").text
    settings = parts.settings
    for days in (settings.conversation_days, settings.waiting_days, settings.message_days):
        assert f"<b>{days} ngày</b>" in page
    assert "không gửi cho dịch vụ nào khác" in page
    assert "không có cuộc trò chuyện nào được giữ" in page


def test_citizens_take_their_data_along_and_have_it_erased(client: TestClient, parts: Parts) -> None:
    add_staff(parts, Role.DESK)
    client.post("/ask", data={"question": ASKED})
    client.post("/feedback", data={"turn": 1, "useful": "false", "comment": "thiếu"})
    client.post("/person", data={"note": "giúp tôi", "contact": "lan@example.vn"})
    exported = client.get("/du-lieu-ca-nhan/export")
    assert "attachment" in exported.headers["content-disposition"]
    data = json.loads(exported.text)
    assert [one["question"] for one in data["turns"]] == [ASKED]
    assert data["feedback"][0]["comment"] == "thiếu"
    assert data["asked_for_person"]["contact"] == "lan@example.vn"
    done = client.post("/du-lieu-ca-nhan/erase")
    assert "Đã xóa dữ liệu" in done.text
    assert "__Host-motcua_hoi" not in client.cookies
    left = PersonData(parts.memories, parts.staff_room.waiting).export(data["conversation"])
    assert (left["turns"], left["feedback"], left["asked_for_person"]) == ([], [], None)


def test_saying_so_erases_too(client: TestClient, parts: Parts) -> None:
    add_staff(parts, Role.DESK)
    client.post("/ask", data={"question": ASKED})
    client.post("/person", data={"note": "giúp tôi"})
    client.post("/ask", data={"question": "xóa dữ liệu của tôi"})
    assert parts.staff_room.waiting.queue() == []
    assert "luot-1" not in client.get("/").text


def test_programs_do_so_through_the_api(client: TestClient) -> None:
    client.post("/v1/ask", json={"question": ASKED, "session": "khach-0001"})
    kept = client.get("/v1/conversations/khach-0001").json()
    assert [one["question"] for one in kept["turns"]] == [ASKED]
    assert client.delete("/v1/conversations/khach-0001").status_code == 204
    assert client.get("/v1/conversations/khach-0001").json()["turns"] == []
    assert client.get("/v1/conversations/..%2fx").status_code in (404, 422)


def test_an_administrator_exports_and_erases_for_somebody(client: TestClient, parts: Parts) -> None:
    add_staff(parts, Role.ADMIN)
    parts.assistant.ask(ASKED, session="web:khach-0001")
    sign_in(client, Role.ADMIN)
    form = {"csrf": csrf_of(client), "session": "web:khach-0001"}
    assert client.post("/desk/people/export", data=form).json()["turns"][0]["question"] == ASKED
    assert "Đã xóa mọi dữ liệu" in client.post("/desk/people/erase", data=form).text
    assert parts.memories.turns("web:khach-0001") == []
    entries = [(entry.action, entry.target) for _, entry in parts.staff_room.audit.newest(2)]
    assert entries == [("person.erase", "web:khach-0001"), ("person.export", "web:khach-0001")]


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.DESK, Role.EDITOR])
def test_nobody_else_does(client: TestClient, parts: Parts, role: Role) -> None:
    add_staff(parts, role)
    sign_in(client, role)
    assert client.get("/desk/people").status_code == 403
    assert client.post("/desk/people/erase", data={"session": "web:a"}).status_code == 403


def test_the_messages_of_a_channel_go_too(parts: Parts) -> None:
    from bots.events import EventKind, Inbound
    from bots.inbox import Inbox

    engine = open_bots_database(parts.settings.database())
    event = Inbound(
        event_id="1",
        conversation="7",
        user="u",
        kind=EventKind.TEXT,
        text="số của tôi",
        sent_ms=int(time.time() * 1000),
    )
    Inbox(engine).accept("telegram", event, time.time())
    data = PersonData(parts.memories, parts.staff_room.waiting, engine)
    assert [one["text"] for one in data.export("telegram:7")["messages"]] == ["số của tôi"]
    data.erase("telegram:7")
    assert data.export("telegram:7")["messages"] == []
    engine.dispose()


def test_what_is_too_old_is_forgotten(parts: Parts) -> None:
    parts.assistant.ask(ASKED, session="web:khach-0001")
    parts.staff_room.waiting.enter("web:khach-0001", "complaint")

    def kept() -> tuple[int, int]:
        return len(parts.memories.turns("web:khach-0001")), len(parts.staff_room.waiting.queue())

    settings = parts.settings
    for days, left in (
        (settings.waiting_days - 1, (1, 1)),
        (settings.waiting_days + 1, (1, 0)),
        (settings.conversation_days - 1, (1, 0)),
        (settings.conversation_days + 1, (0, 0)),
    ):
        Housekeeping(office_chores(parts), lambda days=days: time.time() + days * _DAY).once()  # type: ignore[misc]
        assert kept() == left


def test_the_server_forgets_when_it_starts(parts: Parts) -> None:
    from motcua.web.app import create_app

    parts.assistant.ask(ASKED, session="web:khach-0001")
    old = Parts(Settings(home=parts.settings.home), parts.shared_embedder)
    old.memories._now = lambda: utc_now() - timedelta(days=400)
    old.assistant.ask(ASKED, session="web:khach-0002")
    old.close()
    with TestClient(create_app(parts)) as client:
        for _ in range(100):
            if not parts.memories.turns("web:khach-0002"):
                break
            time.sleep(0.05)
        assert client.get("/healthz").status_code == 200
    assert parts.memories.turns("web:khach-0002") == []
    assert len(parts.memories.turns("web:khach-0001")) == 1


def test_logs_are_masked(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    set_up_logs("debug")
    try:
        client.post("/ask", data={"question": "căn cước 079099999999, gọi 0912345678 đổi bằng lái"})
        client.post("/login", data={"login": "lan", "password": "mat khau bi mat"})
    finally:
        root.handlers[:] = kept
        root.setLevel(level)
    logged = capsys.readouterr().err
    assert logged
    for secret in ("079099999999", "0912345678", "mat khau bi mat"):
        assert secret not in logged
