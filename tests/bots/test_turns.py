from __future__ import annotations

from pathlib import Path

import pytest
from fakes.bot_channel import BARE, FakeChannel
from fakes.bot_room import BotRoom
from fakes.desk import FakeDesk

from bots.errors import NeedsPerson, TryLater, Undeliverable


@pytest.fixture
def room(tmp_path: Path) -> BotRoom:
    return BotRoom(tmp_path)


def test_a_repeated_event_is_answered_once(room: BotRoom) -> None:
    hook = room.webhook()
    body = '{"id": "1", "conversation": "c", "text": "Phí?"}'.encode()
    for _ in range(3):
        assert hook.handle({"Secret": "s3cret"}, body).status == 200
        room.work()
    assert room.channel.texts() == ["Trả lời: Phí?"]


def test_a_repetition_before_the_answer_wakes_again_with_the_same_key(room: BotRoom) -> None:
    hook = room.webhook()
    body = '{"id": "1", "conversation": "c", "text": "Phí?"}'.encode()
    hook.handle({"secret": "s3cret"}, body)
    hook.handle({"secret": "s3cret"}, body)
    assert {key for _, _, key in room.waker.woken} == {"event-1"}
    room.work()
    hook.handle({"secret": "s3cret"}, body)
    assert len(room.waker.woken) == 2


def test_waits_as_long_as_the_platform_asks_and_keeps_the_order(room: BotRoom) -> None:
    room.channel.failures = [TryLater("429", retry_after=7.0)]
    room.receive("một")
    room.receive("hai")
    assert room.work() == 7.0
    assert room.channel.sent == []
    assert 6.9 <= room.work() <= 7.0  # woken too early: waits on
    room.clock.now += 7.0
    room.work()
    assert room.channel.texts() == ["Trả lời: một", "Trả lời: hai"]
    assert room.desk.asked == [("fake:c", "một"), ("fake:c", "hai")]


def test_without_a_word_from_the_platform_waits_grow(room: BotRoom) -> None:
    room.channel.failures = [TryLater("reset")] * 3
    room.receive("một")
    waits = []
    while wait := room.work():
        waits.append(wait)
        room.clock.now += wait
    assert [0.8 <= wait / expected <= 1.2 for wait, expected in zip(waits, (1, 2, 4), strict=True)] == [True] * 3
    assert room.channel.texts() == ["Trả lời: một"]


def test_gives_up_after_the_bounded_attempts_and_goes_on_with_the_next(room: BotRoom) -> None:
    room.channel.failures = [TryLater("500", retry_after=1.0)] * 4
    room.receive("một")
    room.receive("hai")
    while wait := room.work():
        room.clock.now += wait
    assert room.channel.texts() == ["Trả lời: hai"]
    (letter,) = room.office.dead_letters()
    assert (letter.seq, letter.unsent, letter.attempts, letter.error) == (1, 1, 4, "500")


@pytest.mark.parametrize(("error", "needs_person"), [(Undeliverable("-230"), False), (NeedsPerson("-224"), True)])
def test_dead_letters_can_be_sent_again(room: BotRoom, error: Exception, needs_person: bool) -> None:
    room.channel.failures = [error]  # type: ignore[list-item]
    assert room.say("một") == []
    (letter,) = room.office.dead_letters()
    assert letter.needs_person is needs_person
    assert not room.office.replay(99)
    assert room.office.replay(letter.seq)
    assert room.waker.woken[-1][0] == letter.seq
    room.work()
    assert room.channel.texts() == ["Trả lời: một"]
    assert room.desk.asked == [("fake:c", "một")]
    assert room.office.dead_letters() == []
    assert not room.office.replay(letter.seq)


def test_a_long_answer_goes_on_where_it_stopped(tmp_path: Path) -> None:
    room = BotRoom(tmp_path, FakeChannel(BARE))
    room.receive("Câu hỏi rất dài. " * 30)
    stopped: list[bool] = []
    send = room.channel.send

    def stumbling(conversation: str, message: object) -> object:
        if len(room.channel.sent) == 1 and not stopped:
            stopped.append(True)
            raise TryLater("reset", 1.0)
        return send(conversation, message)  # type: ignore[arg-type]

    room.channel.send = stumbling  # type: ignore[method-assign, assignment]
    while wait := room.work():
        room.clock.now += wait
    texts = room.channel.texts()
    assert len(texts) == len(set(enumerate(texts))) > 2
    assert " ".join(" ".join(texts).split()).startswith("Trả lời: " + ("Câu hỏi rất dài. " * 30).strip())


def test_a_crash_after_the_answer_was_decided_does_not_ask_again(tmp_path: Path) -> None:
    room = BotRoom(tmp_path)
    send = room.channel.send
    room.channel.send = _dies  # type: ignore[method-assign, assignment]
    room.receive("một")
    with pytest.raises(KeyboardInterrupt):
        room.work()
    again = BotRoom(tmp_path, room.channel, FakeDesk())
    room.channel.send = send  # type: ignore[method-assign]
    again.work()
    assert again.desk.asked == []
    assert room.channel.texts() == ["Trả lời: một"]


def _dies(conversation: str, message: object) -> object:
    raise KeyboardInterrupt


def test_only_finished_events_are_forgotten(room: BotRoom) -> None:
    room.say("một")
    room.clock.now += 100
    room.receive("hai")
    assert room.inbox.forget_before(room.clock.now + 1) == 1
    room.work()
    assert room.channel.texts() == ["Trả lời: một", "Trả lời: hai"]
