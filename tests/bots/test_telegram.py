from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pytest
from fakes.bot_platforms.loopback import Given
from fakes.bot_platforms.telegram import FakeTelegram, flood
from fakes.bot_room import BotRoom

from bots.channel import Recording
from bots.errors import NeedsPerson, TryLater, Undeliverable
from bots.events import EventKind, Inbound
from bots.polling import Poller
from bots.rendering.render import render
from bots.replies import Choice, Outbound, Reply
from bots.settings import TelegramSettings
from bots.telegram_channel import TelegramChannel


@pytest.fixture
def platform() -> Iterator[FakeTelegram]:
    fake = FakeTelegram()
    yield fake
    fake.close()


@pytest.fixture
def channel(platform: FakeTelegram) -> Iterator[TelegramChannel]:
    made = TelegramChannel(
        TelegramSettings(platform.token, "secret", platform.base_url, platform.base_file_url, 1, drafts=True)
    )
    yield made
    made.close()


def _question(number: int) -> dict[str, object]:
    chat = {"id": 7, "type": "private"}
    return {"update_id": number, "message": {"message_id": 1, "chat": chat, "from": {"id": 7}, "text": f"Hỏi {number}"}}


def test_retry_after_is_obeyed(channel: TelegramChannel, platform: FakeTelegram) -> None:
    platform.troubles.planned.append(flood(5))
    with pytest.raises(TryLater) as raised:
        channel.send("7", Outbound("x"))
    assert raised.value.retry_after == 5


def test_a_timeout_is_tried_later(channel: TelegramChannel, platform: FakeTelegram) -> None:
    platform.troubles.planned.append(Given({}, hang_s=1.5))
    with pytest.raises(TryLater):
        channel.send("7", Outbound("x"))


def test_refused_markup_is_sent_as_plain_text(channel: TelegramChannel, platform: FakeTelegram) -> None:
    channel.send("7", Outbound("Hạng <A1>", rich="Hạng <A1>"))
    assert [(one["text"], one.get("parse_mode")) for one in platform.sent] == [("Hạng <A1>", None)]


def test_a_text_at_the_limit_is_taken_whole(channel: TelegramChannel, platform: FakeTelegram) -> None:
    text = unicodedata.normalize("NFD", "👍" * 1000 + "ễ" * 2096)
    for message in render(Reply(text), channel.capabilities):
        channel.send("7", message)
    assert [len(one["text"].encode("utf-16-le")) // 2 for one in platform.sent] == [4096]


def test_buttons_stand_side_by_side_when_short(channel: TelegramChannel, platform: FakeTelegram) -> None:
    choices = (
        Choice("👍 Có ích", "fb:1:up", "/co_ich"),
        Choice("👎 Chưa đúng", "fb:1:down", "/chua_dung"),
        Choice("Đổi giấy phép lái xe quốc tế", "opt:1:1", "1"),
    )
    for message in render(Reply("x", actions=choices), channel.capabilities):
        channel.send("7", message)
    rows = platform.sent[0]["reply_markup"]["inline_keyboard"]
    assert [[key["callback_data"] for key in row] for row in rows] == [["fb:1:up", "fb:1:down"], ["opt:1:1"]]


def test_acknowledgements(channel: TelegramChannel, platform: FakeTelegram) -> None:
    channel.acknowledge(Inbound("1", "7", "7", EventKind.PRESS, "fb:1:up", message_ref="callback:55"))
    channel.acknowledge(Inbound("2", "7", "7", EventKind.TEXT, "Hỏi"))
    channel.acknowledge(Inbound("3", "7", "7", EventKind.VOICE))
    assert [method for method, _ in platform.calls] == ["answerCallbackQuery", "sendMessageDraft", "sendChatAction"]


def test_a_voice_note(channel: TelegramChannel, platform: FakeTelegram, tmp_path: Path) -> None:
    sound = tmp_path / "a.ogg"
    sound.write_bytes(b"OggS...")
    channel.send("7", Outbound("", voice=str(sound)))
    assert platform.sent[0]["voice"] == b"OggS..."


def test_a_voice_message_is_fetched_unless_it_is_huge(channel: TelegramChannel, platform: FakeTelegram) -> None:
    def event(file: str) -> Inbound:
        return Inbound("1", "7", "7", EventKind.VOICE, media_url=f"telegram-file:{file}")

    assert channel.fetch(event("a")) == Recording(b'"sound"', "file_1.oga")
    with pytest.raises(Undeliverable):
        channel.fetch(event("huge"))


def test_the_webhook_and_the_menu_are_set(channel: TelegramChannel, platform: FakeTelegram) -> None:
    channel.set_webhook("https://mau.gov.vn/webhooks/telegram")
    channel.publish_commands()
    assert platform.webhook["secret_token"] == "secret"
    commands = {one["command"] for one in platform.calls[-1][1]["commands"]}
    assert {"start", "tro_giup", "nguon", "noi_nguoi", "xoa_du_lieu"} <= commands


def test_a_wrong_token_calls_a_person_and_is_told_to_nobody(
    platform: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = TelegramChannel(TelegramSettings("999:another-token", "s", platform.base_url))
    with pytest.raises(NeedsPerson) as raised:
        wrong.send("7", Outbound("x"))
    wrong.close()
    assert "another-token" not in raised.value.detail
    assert raised.value.__suppress_context__


def test_polling_stores_before_it_confirms(channel: TelegramChannel, platform: FakeTelegram, tmp_path: Path) -> None:
    room = BotRoom(tmp_path)
    poller = Poller(channel, room.inbox, room.waker, room.clock)
    for number in (11, 12):
        platform.push(_question(number))
    assert poller.once() == 2
    again = Poller(
        TelegramChannel(TelegramSettings(platform.token, base_url=platform.base_url)),
        room.inbox,
        room.waker,
        room.clock,
    )
    assert again.once() == 2  # not confirmed yet: they come again, and are known
    assert {seq for seq, _, _ in room.waker.woken} == {1, 2}
    assert poller.once() == 0
    offsets = [fields.get("offset") for method, fields in platform.calls if method == "getUpdates"]
    assert offsets == [None, None, "13"]


def test_polling_goes_on_after_failures(platform: FakeTelegram, tmp_path: Path) -> None:
    room = BotRoom(tmp_path)
    channel = TelegramChannel(TelegramSettings(platform.token, base_url=platform.base_url, timeout_s=1))
    platform.webhook = {"url": "x"}  # 409 until it is deleted
    stop = Flag()
    thread = Thread(target=Poller(channel, room.inbox, room.waker, room.clock).run, args=(stop,))
    thread.start()
    channel.delete_webhook()
    platform.push(_question(1))
    for _ in range(100):
        if room.waker.woken:
            break
        stop.wait(0.05)
    stop.set()
    thread.join(5)
    assert len(room.waker.woken) == 1
    channel.close()
