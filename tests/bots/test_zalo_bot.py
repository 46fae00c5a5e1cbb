from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.bot_platforms.loopback import Given
from fakes.bot_platforms.zalo_bot import QUOTA, FakeZaloBot
from fakes.bot_room import BotRoom

from bots.errors import NeedsPerson, NotConfigured, TryLater, Undeliverable
from bots.events import EventKind, Inbound
from bots.polling import Poller
from bots.redaction import guard_logs
from bots.replies import Outbound
from bots.settings import ZaloBotSettings
from bots.zalo_bot.channel import ZaloBotChannel


@pytest.fixture
def platform() -> Iterator[FakeZaloBot]:
    fake = FakeZaloBot()
    yield fake
    fake.close()


@pytest.fixture
def channel(platform: FakeZaloBot) -> Iterator[ZaloBotChannel]:
    made = ZaloBotChannel(ZaloBotSettings(platform.token, "secret-secret", platform.url, timeout_s=1, poll_s=1))
    yield made
    made.close()


def _event(name: str, number: int = 1, **content: str) -> dict[str, object]:
    message = {"message_id": f"m{number}", "from": {"id": "7"}, "chat": {"id": "7"}, "date": 1790000000000}
    return {"event_name": name, "message": message | content}


def test_an_idle_poll_is_normal(channel: ZaloBotChannel, platform: FakeZaloBot, tmp_path: Path) -> None:
    room = BotRoom(tmp_path)
    poller = Poller(channel, room.inbox, room.waker, room.clock)
    assert poller.once() == 0
    platform.push(_event("message.text.received", text="Hỏi"))
    platform.push({"event_name": "message.unsupported.received"})
    platform.push(_event("message.unsupported.received", 2))
    assert [poller.once() for _ in range(3)] == [1, 0, 1]


def test_quota_waits_and_a_wrong_token_calls_a_person(channel: ZaloBotChannel, platform: FakeZaloBot) -> None:
    platform.troubles.planned += [QUOTA, Given({"ok": False, "error_code": 429}, 200, {"retry-after": "9"})]
    with pytest.raises(TryLater) as first:
        channel.send("7", Outbound("x"))
    with pytest.raises(TryLater) as second:
        channel.send("7", Outbound("x"))
    assert (first.value.retry_after, second.value.retry_after) == (None, 9)
    wrong = ZaloBotChannel(ZaloBotSettings("wrong-token-of-a-bot", base_url=platform.url))
    with pytest.raises(NeedsPerson):
        wrong.send("7", Outbound("x"))
    wrong.close()


def test_a_voice_must_be_an_aac_address(channel: ZaloBotChannel, platform: FakeZaloBot) -> None:
    channel.send("7", Outbound("", voice="https://mau.gov.vn/nghe/1.aac"))
    assert platform.sent[0]["voice_url"] == "https://mau.gov.vn/nghe/1.aac"
    with pytest.raises(Undeliverable):
        channel.send("7", Outbound("", voice="https://mau.gov.vn/nghe/1.mp3"))


def test_typing_and_webhook(channel: ZaloBotChannel, platform: FakeZaloBot) -> None:
    channel.acknowledge(Inbound("1", "7", "7", EventKind.TEXT, "Hỏi"))
    assert platform.calls[-1] == ("sendChatAction", {"chat_id": "7", "action": "typing"})
    channel.set_webhook("https://mau.gov.vn/webhooks/zalo-bot")
    assert platform.webhook["secret_token"] == "secret-secret"
    channel.delete_webhook()
    assert platform.webhook == {}
    with pytest.raises(NotConfigured):
        ZaloBotChannel(ZaloBotSettings(platform.token, "short", platform.url)).set_webhook("https://x")


def test_the_token_in_the_address_stays_out_of_the_logs(
    channel: ZaloBotChannel, platform: FakeZaloBot, caplog: pytest.LogCaptureFixture
) -> None:
    redaction = guard_logs([platform.token])
    caplog.set_level(logging.DEBUG)
    channel.send("7", Outbound("x"))
    platform.troubles.planned.append(Given(reset=True))
    with pytest.raises(TryLater):
        channel.send("7", Outbound("x"))
    written = "\n".join(record.getMessage() for record in caplog.records)
    assert "/bot***/sendMessage" in written
    assert platform.token not in written
    assert redaction.clean("GET https://h/bot55:unknown-token/getMe") == "GET https://h/bot***/getMe"
