"""The queue of a messaging channel at the desk."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from bots.events import EventKind, Inbound
from bots.handover import Handovers, Speaker
from bots.inbox import Inbox
from bots.store.database import open_bots_database
from motcua.accounts.roles import Role
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.web.conftest import HTTPS
from tests.web.staff import add_staff, csrf_of, sign_in

pytest.importorskip("dbos", reason="needs the extra bots")
PERSON = "7 <b>"


@pytest.fixture
def handovers(parts: Parts) -> Iterator[Handovers]:
    engine = open_bots_database(parts.settings.database())
    inbox = Inbox(engine)
    event = Inbound("1", PERSON, "u", EventKind.TEXT, "cho gặp <i>cán bộ</i>", sent_ms=int(time.time() * 1000))
    inbox.accept("telegram", event, time.time())
    opened = Handovers(engine, inbox)
    opened.open("telegram", PERSON, "asked_for_person", time.time())
    yield opened
    engine.dispose()


@pytest.fixture
def officer(parts: Parts, handovers: Handovers) -> Iterator[TestClient]:
    settings = Settings(
        home=parts.settings.home,
        telegram_token="7:token",  # type: ignore[arg-type]
        telegram_webhook_secret="secret-secret",  # type: ignore[arg-type]
        telegram_url="http://127.0.0.1:9",  # nobody listens: what is sent waits
    )
    own = Parts(settings, parts.shared_embedder)
    add_staff(own, Role.DESK)
    with TestClient(create_app(own), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        sign_in(client, Role.DESK)
        yield client
    own.close()


def test_a_conversation_is_read_answered_and_given_back(officer: TestClient, handovers: Handovers) -> None:
    queue = officer.get("/desk/queue").text
    assert "Chưa kênh nhắn tin nào" not in queue
    assert "muốn gặp cán bộ" in queue
    assert 'href="/desk/queue/telegram/7%20%3Cb%3E"' in queue
    case = officer.get("/desk/queue/telegram/7%20%3Cb%3E").text
    assert "cho gặp &lt;i&gt;cán bộ&lt;/i&gt;" in case
    form = {"csrf": csrf_of(officer), "conversation": PERSON}
    answered = officer.post("/desk/queue/telegram/reply", data={**form, "text": "Mời anh lại quầy 3."})
    assert "Mời anh lại quầy 3." in answered.text
    said = handovers.history("telegram", PERSON)
    assert (said[-1].speaker, said[-1].text) == (Speaker.STAFF, "Mời anh lại quầy 3.")
    assert "Không có ai đang chờ" in officer.post("/desk/queue/telegram/close", data=form).text
    assert not handovers.is_active("telegram", PERSON, time.time())
    assert officer.post("/desk/queue/telegram/close", data=form).status_code == 404
