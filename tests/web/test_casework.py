"""Waiting citizens, open questions, signed answers: the stores behind the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.answers import Reason, Status
from knowledge.citations import Citation
from knowledge.passages import Kind
from knowledge.store.database import open_database
from motcua.casework.curated import CuratedAnswer, CuratedAnswers
from motcua.casework.questions import Asked, group
from motcua.casework.waiting import WaitingRoom
from motcua.office_store.database import OFFICE

TODAY = date(2026, 7, 1)


class Clock:
    now = datetime(2026, 7, 1, 8)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'office.db'}", OFFICE)
    yield opened
    opened.dispose()


def test_who_waits_longest_is_first_and_keeps_the_place(engine: Engine) -> None:
    clock = Clock()
    room = WaitingRoom(engine, clock)
    for session in ("page:a", "page:b", "page:a"):
        room.enter(session, "complaint", f"lời của {session}", "0912345678")
        clock.now += timedelta(minutes=1)
    first, second = room.queue()
    assert (first.session, second.session) == ("page:a", "page:b")
    assert first.note == "lời của page:a\nlời của page:a"


def test_a_reply_reaches_the_citizen_and_closing_forgets_how_to_reach_them(engine: Engine) -> None:
    room = WaitingRoom(engine)
    room.enter("page:a", "asked_for_person", "số của tôi 0912345678", "0912345678")
    assert room.reply("page:a", " Mời chị lại quầy 3. ", "lan", "Nguyễn Thị Lan")
    assert room.close("page:a")
    found = room.find("page:a")
    assert found is not None
    assert [(one.staff, one.text) for one in found.replies] == [("Nguyễn Thị Lan", "Mời chị lại quầy 3.")]
    assert (found.is_open, found.contact, found.note) == (False, "", "số của tôi [số điện thoại]")
    assert not room.reply("page:a", "a", "lan", "Lan")
    assert not room.close("page:a")
    room.enter("page:a", "complaint")
    assert [one.reason for one in room.queue()] == ["complaint"]


def test_erasing_and_purging_leave_nothing(engine: Engine) -> None:
    clock = Clock()
    room = WaitingRoom(engine, clock)
    for session in ("page:a", "page:b", "page:c"):
        room.enter(session, "complaint")
    room.reply("page:a", "a", "lan", "Lan")
    room.erase("page:a")
    assert room.find("page:a") is None
    room.close("page:b")
    clock.now += timedelta(days=10)
    room.enter("page:d", "complaint")
    assert room.purge(clock.now - timedelta(days=1)) == 2
    assert [one.session for one in room.queue()] == ["page:d"]


def draft(text: str = "Phí là 135.000 đồng.", days: int = 30) -> CuratedAnswer:
    cited = Citation(Kind.PROCEDURE, "3.000347", "Đổi giấy phép lái xe", "name", quote="Đổi giấy phép lái xe")
    return CuratedAnswer(0, "phí?", text, (cited,), "lan", "Nguyễn Thị Lan", TODAY, TODAY + timedelta(days), None)


def test_a_signed_answer_is_given_until_it_runs_out_or_is_withdrawn(engine: Engine) -> None:
    curated = CuratedAnswers(engine)
    curated.sign(["fee: doi", "fee: doi bang"], draft("Cũ."))
    number = curated.sign(["fee: doi"], draft())
    answer = curated.answer("fee: doi", TODAY)
    assert answer is not None
    assert (answer.status, answer.reason) == (Status.ANSWERED, Reason.CURATED)
    assert (
        answer.text
        == "Phí là 135.000 đồng.\nCán bộ Nguyễn Thị Lan trả lời ngày 01/07/2026; dùng đến hết ngày 31/07/2026."
    )
    assert answer.procedure is not None
    assert answer.citations[0].id == "3.000347"
    assert curated.answer("fee: doi", TODAY + timedelta(30)) is not None
    assert curated.answer("fee: doi", TODAY + timedelta(31)) is None
    assert curated.answer("fee: doi", TODAY - timedelta(1)) is None
    assert curated.answer("fee: khac", TODAY) is None
    assert curated.withdraw(number, "lan")
    assert not curated.withdraw(number, "lan")
    older = curated.answer("fee: doi", TODAY)
    assert older is not None
    assert older.text.startswith("Cũ.")


def asked(key: str, minute: int, is_bad: bool = False) -> Asked:
    return Asked(key, key, "page:a", minute, datetime(2026, 7, 1, 8, minute), is_bad)


def test_nearly_the_same_questions_make_a_group() -> None:
    grouped = group(
        [
            asked("documents: bang lai mat xe", 1),
            asked("documents: bang lai mat xe", 2),
            asked("documents: bang bi lai mat xe", 3, True),
            asked("fee: bang lai mat xe", 4),
            asked("documents: khai sinh", 5),
        ]
    )
    assert sorted(len(one.asked) for one in grouped) == [1, 1, 3]
    first = max(grouped, key=lambda one: len(one.asked))
    assert (first.key, first.bad) == ("documents: bang lai mat xe", 1)
    assert [one.at.minute for one in first.asked] == [3, 2, 1]
