"""Cross-checks with others' programs (test-only tools): a Telegram server, and clients of both Zalo platforms."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.bot_events import telegram_press, telegram_text, wait_for
from fakes.bot_platforms.emulator import TOKEN, Emulator
from fakes.bot_platforms.zalo_bot import FakeZaloBot
from fakes.bot_platforms.zalo_oa import FakeZaloOa
from fakes.bot_server import BotServer

_SECRET = "secret-secret"
pytestmark = pytest.mark.slow


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    pytest.importorskip("lo_bot_api_emulator", reason="needs the test-only package lo-bot-api-emulator")
    running = Emulator(tmp_path)
    yield running
    running.close()


def test_telegram_end_to_end_against_a_third_partys_server(emulator: Emulator, tmp_path: Path) -> None:
    server = BotServer(
        tmp_path,
        telegram={
            "token": TOKEN,
            "webhook_secret": _SECRET,
            "base_url": f"{emulator.url}/bot",
            "link_previews": True,  # the emulator does not know the option that switches them off
        },
    )
    server.start()
    _set_webhook(emulator, f"{server.url}/webhooks/telegram")
    flows = [
        telegram_text(1, "/start"),
        telegram_text(2, "Đổi giấy phép lái xe hạng <A1> & B cần gì?"),
        telegram_press(3, "fb:2:up"),
        telegram_text(4, "/nguon"),
        telegram_text(5, "dài " * 990),
        telegram_text(6, "/noi_nguoi"),
        telegram_text(7, "/hoi_may"),
        telegram_text(8, "/xoa_du_lieu"),
        telegram_press(9, "cmd:dong_y_xoa"),
    ]
    for number, update in enumerate(flows, start=1):
        emulator.inject(update)
        wait_for(lambda number=number: len(emulator.done("sendMessage")) >= number)
    wait_for(lambda: len(emulator.done("answerCallbackQuery")) >= 2)
    server.stop()
    refused = [one for one in emulator.journal() if one.get("status", 200) >= 400]
    assert refused == []
    assert len(emulator.done("sendMessage")) == len(flows)


def _set_webhook(emulator: Emulator, url: str) -> None:
    from bots.settings import TelegramSettings
    from bots.telegram_channel import TelegramChannel

    channel = TelegramChannel(TelegramSettings(TOKEN, _SECRET, f"{emulator.url}/bot"))
    channel.publish_commands()
    channel.set_webhook(url)
    channel.close()


def test_telegram_polling_against_a_third_partys_server(emulator: Emulator) -> None:
    from bots.events import Inbound
    from bots.settings import TelegramSettings
    from bots.telegram_channel import TelegramChannel

    channel = TelegramChannel(TelegramSettings(TOKEN, base_url=f"{emulator.url}/bot"))
    for number in (1, 2):
        httpx.post(
            f"{emulator.url}/__fixture/updates", json={"token": TOKEN, "update": telegram_text(number, f"câu {number}")}
        ).raise_for_status()
    events = channel.poll()
    assert [event.text for event in events if isinstance(event, Inbound)] == ["câu 1", "câu 2"]
    httpx.post(f"{emulator.url}/__fixture/updates", json={"token": TOKEN, "update": telegram_text(3, "câu 3")})
    assert [event.text for event in channel.poll() if isinstance(event, Inbound)] == ["câu 3"]
    channel.close()


def test_telegram_voice_against_a_third_partys_server(emulator: Emulator, tmp_path: Path) -> None:
    from bots.replies import Outbound
    from bots.settings import TelegramSettings
    from bots.telegram_channel import TelegramChannel

    channel = TelegramChannel(TelegramSettings(TOKEN, base_url=f"{emulator.url}/bot"))
    sound = tmp_path / "a.ogg"
    sound.write_bytes(b"OggS" + bytes(100))
    assert channel.send("7", Outbound("", voice=str(sound))).message_id
    channel.close()
    assert emulator.done("sendVoice")


def test_our_zalo_fake_satisfies_the_package_zalo_sdk() -> None:
    """The same fake that our client is tested with, driven by an independent client."""
    sdk = pytest.importorskip("zalo_sdk", reason="needs the test-only package zalo-sdk")
    from zalo_sdk.oa import Client, ZaloMessageBody, ZaloRecipient

    platform = FakeZaloOa()
    client = Client(platform.app_id, platform.app_secret, access_token="at-1", endpoint_prefix=platform.url)
    recipient, body = ZaloRecipient(user_id="7"), ZaloMessageBody(text="Chào")
    client.send_message(recipient, body)
    assert platform.sent[0]["message"] == {"text": "Chào"}
    assert client.get_zalo_user_quotas("7")["data"]["cs_reply"]["remain"] == 8
    assert client.get_user_detail("7")["data"]["user_id"] == "7"
    with pytest.raises(sdk.ZaloOAException):
        client.send_message(recipient, ZaloMessageBody(text="x" * 2001))
    platform.expire()
    with pytest.raises(sdk.ZaloOAException):
        client.send_message(recipient, body)
    platform.close()


def test_our_zalo_client_writes_what_the_package_zalo_sdk_writes(tmp_path: Path) -> None:
    pytest.importorskip("zalo_sdk", reason="needs the test-only package zalo-sdk")
    from zalo_sdk.oa import Client, ZaloMessageBody, ZaloRecipient

    from bots.replies import Outbound
    from bots.settings import ZaloOaSettings
    from bots.store.database import open_bots_database
    from bots.zalo_oa.channel import ZaloOaChannel
    from bots.zalo_oa.tokens import TokenPair

    platform = FakeZaloOa()
    settings = ZaloOaSettings(platform.app_id, platform.app_secret, "k", api_url=platform.url, oauth_url=platform.url)
    ours = ZaloOaChannel(settings, open_bots_database(f"sqlite:///{tmp_path}/bots.db"))
    ours.tokens.store(TokenPair("at-1", "rt-1", 90_000))
    ours.send("7", Outbound("Chào"))
    ours.close()
    theirs = Client(platform.app_id, platform.app_secret, access_token="at-1", endpoint_prefix=platform.url)
    theirs.send_message(ZaloRecipient(user_id="7"), ZaloMessageBody(text="Chào"))
    first, second = ({name: one[name] for name in ("recipient", "message")} for one in platform.sent)
    assert first == second
    platform.close()


def test_our_zalo_bot_fake_satisfies_the_package_python_zalo_bot() -> None:
    zalo_bot = pytest.importorskip("zalo_bot", reason="needs the test-only package python-zalo-bot")
    platform = FakeZaloBot()
    message = {
        "message_id": "m1",
        "date": 1790000000000,
        "from": {"id": "7", "display_name": "Lan", "is_bot": False},
        "chat": {"id": "7", "chat_type": "PRIVATE"},
        "text": "Xin chào",
    }
    platform.push({"event_name": "message.text.received", "message": message})

    async def drive() -> Any:
        async with zalo_bot.Bot(platform.token, base_url=platform.url) as bot:
            await bot.send_message("7", "Chào")
            return await bot.get_update(timeout=1)

    update = asyncio.run(drive())
    assert platform.sent[0]["text"] == "Chào"
    assert update.message.text == "Xin chào"
    platform.close()
