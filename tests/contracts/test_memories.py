"""What every keeper of conversations promises; runs on the one in memory and on the one in the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from assistant.answers import Answer, Option, ProcedureName, Reason, Status
from assistant.memories import InMemoryMemories
from assistant.memory_store import CONVERSATIONS, StoredMemories
from assistant.turn import Memory, Turn
from knowledge.retrieval.understanding import Query
from knowledge.store.database import open_database

ANSWER = Answer(Status.ANSWERED, Reason.RECORD, "Lệ phí 135.000 đồng.", ProcedureName("3.000347", "Đổi"), "fee")
ASK_BACK = Answer(
    Status.CLARIFY, Reason.SEVERAL_PROCEDURES, "Việc nào?", options=(Option("1", "A", "a"), Option("2", "B", "b"))
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 8)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "database"])
def memories(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock
) -> Iterator[InMemoryMemories | StoredMemories]:
    if request.param == "memory":
        yield InMemoryMemories(30, clock)
        return
    engine = open_database(f"sqlite:///{tmp_path / 'store.db'}", CONVERSATIONS)
    yield StoredMemories(engine, 30, clock)
    engine.dispose()


def turn(question: str, memory: Memory | None = None) -> Turn:
    made = Turn(question, date(2026, 11, 22), memory or Memory(), query=Query(question, question.lower(), 1.0))
    made.note("read", text=question.lower())
    return made


def test_an_unknown_session_has_an_empty_memory(memories: StoredMemories) -> None:
    assert memories.load("a") == Memory()
    assert memories.turns("a") == []
    assert memories.trace("a", 1) is None
    assert not memories.feedback("a", useful=True)


def test_what_is_in_play_is_kept(memories: StoredMemories) -> None:
    memories.save("a", turn("Đổi bằng lái hết bao nhiêu"), ANSWER)
    assert memories.load("a") == Memory("3.000347", "fee", "đổi bằng lái hết bao nhiêu")
    memories.save("a", turn("Làm lại bằng"), ASK_BACK)
    assert memories.load("a").options == ("1", "2")
    assert memories.load("b") == Memory()


def test_turns_are_kept_masked_with_their_trace(memories: StoredMemories) -> None:
    memories.save("a", turn("Căn cước 079099999999, phí bao nhiêu"), ANSWER)
    memories.save("a", turn("Nộp ở đâu"), ANSWER)
    first = memories.trace("a", 1)
    assert first is not None
    assert "079099999999" not in first.question
    assert first.answer["text"] == ANSWER.text
    assert first.trace[0]["step"] == "read"
    assert [one.number for one in memories.turns("a")] == [1, 2]


def test_a_conversation_expires(memories: StoredMemories, clock: Clock) -> None:
    memories.save("a", turn("Đổi bằng"), ANSWER)
    clock.now += timedelta(days=29)
    assert memories.load("a").procedure == "3.000347"
    clock.now += timedelta(days=2)
    assert memories.load("a") == Memory()


def test_erasing_leaves_nothing(memories: StoredMemories) -> None:
    memories.save("a", turn("Đổi bằng"), ANSWER)
    memories.save("b", turn("Đổi bằng"), ANSWER)
    memories.feedback("a", useful=False, comment="sai")
    memories.erase("a")
    memories.erase("a")
    assert memories.load("a") == Memory()
    assert memories.turns("a") == []
    assert memories.all_feedback() == []
    assert len(memories.turns("b")) == 1


def test_feedback_is_on_the_last_turn_and_masked(memories: StoredMemories) -> None:
    memories.save("a", turn("Đổi bằng"), ANSWER)
    memories.save("a", turn("Phí"), ANSWER)
    assert memories.feedback("a", useful=False, comment="gọi tôi 0912345678")
    (kept,) = memories.all_feedback()
    assert (kept.turn, kept.useful) == (2, False)
    assert "0912345678" not in kept.comment


def test_feedback_names_its_turn(memories: StoredMemories) -> None:
    for question in ("Đổi bằng", "Làm lại bằng"):
        memories.save("a", turn(question), ANSWER)
    assert memories.feedback("a", useful=False, turn=1)
    assert not memories.feedback("a", useful=False, turn=3)
    assert [kept.turn for kept in memories.all_feedback()] == [1]


def test_purging_takes_old_conversations_alone(memories: StoredMemories, clock: Clock) -> None:
    memories.save("old", turn("Đổi bằng"), ANSWER)
    memories.feedback("old", useful=True)
    clock.now += timedelta(days=40)
    memories.save("new", turn("Đổi bằng"), ANSWER)
    assert memories.purge(clock.now - timedelta(days=30)) == 1
    assert memories.turns("old") == []
    assert memories.all_feedback() == []
    assert len(memories.turns("new")) == 1


def test_the_newest_migration_is_the_schema_s_head() -> None:
    newest = max(path.name.split("_")[0] for path in (CONVERSATIONS.scripts / "versions").glob("0*.py"))
    assert newest == CONVERSATIONS.head
