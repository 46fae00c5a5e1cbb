"""Messages through the server's own webhooks to the real assistant, and back to platforms on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakes.bot_events import (
    telegram_press,
    telegram_text,
    wait_for,
    zalo_bot_text,
    zalo_oa_text,
)
from fakes.bot_platforms.loopback import Given
from fakes.bot_platforms.telegram import FakeTelegram
from fakes.bot_platforms.zalo_bot import FakeZaloBot
from fakes.bot_platforms.zalo_oa import FakeZaloOa
from fastapi.testclient import TestClient

from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.motcua.conftest import Cli, Outcome

pytestmark = pytest.mark.timeout(600, func_only=True)

_SECRET = "secret-of-webhooks"
_QUESTION = "thủ tục 3.000347 cần giấy tờ gì"


@dataclass
class Room:
    """The server with three channels, and the platforms that it speaks to."""

    client: TestClient
    home: Path
    telegram: FakeTelegram
    zalo_oa: FakeZaloOa
    zalo_bot: FakeZaloBot
    cli: Cli

    def tell_telegram(self, update: dict[str, Any], secret: str = _SECRET) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        return self.client.post("/webhooks/telegram", json=update, headers=headers).status_code

    def run(self, *words: str) -> Outcome:
        return self.cli(self.home, *words)


@pytest.fixture(scope="module")
def platforms() -> Iterator[tuple[FakeTelegram, FakeZaloOa, FakeZaloBot]]:
    made = FakeTelegram(), FakeZaloOa(), FakeZaloBot()
    yield made
    for platform in made:
        platform.close()


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch, platforms: tuple[FakeTelegram, FakeZaloOa, FakeZaloBot]) -> None:
    """The command line reads its settings from the environment, as the server does."""
    telegram, oa, bot = platforms
    given = {
        "PUBLIC_URL": "https://motcua.example",
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_WEBHOOK_SECRET": _SECRET,
        "TELEGRAM_URL": telegram.base_url.removesuffix("/bot"),
        "ZALO_OA_APP_ID": oa.app_id,
        "ZALO_OA_APP_SECRET": oa.app_secret,
        "ZALO_OA_SECRET_KEY": oa.oa_secret_key,
        "ZALO_OA_REDIRECT_URI": "https://motcua.example/zalo",
        "ZALO_OA_URL": oa.url,
        "ZALO_OAUTH_URL": oa.url,
        "ZALO_BOT_TOKEN": bot.token,
        "ZALO_BOT_WEBHOOK_SECRET": _SECRET,
        "ZALO_BOT_URL": bot.url,
        "SPEECH_ONLINE": "false",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"MOTCUA_{name}", value)


@pytest.fixture
def room(
    own_home: Path, platforms: tuple[FakeTelegram, FakeZaloOa, FakeZaloBot], variables: None, cli: Cli
) -> Iterator[Room]:
    parts = Parts(Settings(home=own_home))
    for platform in platforms:
        platform.sent.clear()
    with TestClient(create_app(parts)) as client:
        yield Room(client, own_home, *platforms, cli)
    parts.close()


def test_a_citizen_asks_rates_and_is_handed_to_a_person_on_telegram(room: Room) -> None:
    sent = room.telegram.sent
    for _ in range(2):  # the platform repeats what it is not sure of
        assert room.tell_telegram(telegram_text(1, _QUESTION)) == 200
    wait_for(lambda: len(sent) == 1)
    assert "Nguồn:" in sent[0]["text"]
    assert "3.000347" in sent[0]["text"]
    keys = [key["callback_data"] for row in sent[0]["reply_markup"]["inline_keyboard"] for key in row]
    up = next(key for key in keys if key.startswith("fb:") and key.endswith(":up"))
    room.tell_telegram(telegram_press(2, up))
    wait_for(lambda: len(sent) == 2)
    assert [one.useful for one in Parts(Settings(home=room.home)).memories.all_feedback()] == [True]

    room.tell_telegram(telegram_text(3, "/noi_nguoi"))
    wait_for(lambda: len(sent) == 3)
    (waiting,) = room.run("queue", "--json").document
    assert (waiting["conversation"], waiting["reason"]) == ("telegram:7", "asked_for_person")
    assert [said["speaker"] for said in waiting["history"]][:2] == ["citizen", "machine"]
    room.tell_telegram(telegram_text(4, "Tôi hỏi cán bộ"))
    assert room.run("reply", "telegram:7", "Tôi là Hoa.", "--staff", "hoa", "--json").document["queued"]
    wait_for(lambda: len(sent) == 4)
    assert sent[3]["text"] == "Cán bộ trả lời: Tôi là Hoa."
    assert room.run("close", "telegram:7", "--json").document["closed"]
    assert room.run("close", "telegram:7").code == 1
    room.tell_telegram(telegram_text(5, "/xoa_du_lieu"))
    room.tell_telegram(telegram_press(6, "cmd:dong_y_xoa"))
    wait_for(lambda: len(sent) == 6)
    assert Parts(Settings(home=room.home)).memories.turns("telegram:7") == []


def test_what_the_platform_refuses_is_listed_and_sent_again(room: Room) -> None:
    refused = Given({"ok": False, "error_code": 400, "description": "Bad Request: odd"}, 400)
    room.telegram.troubles.planned.append(refused)
    room.tell_telegram(telegram_text(11, "/tro_giup", person=8))
    wait_for(lambda: room.run("deliveries", "--json").document["counts"]["dead"] == 1)
    listed = room.run("deliveries", "--json").document
    (letter,) = listed["dead_letters"]
    assert (letter["conversation"], letter["needs_person"]) == ("telegram:8", False)
    assert room.run("deliveries", "--replay", "999").code == 1
    assert room.run("deliveries", "--replay", "x").code == 2
    assert room.run("deliveries", "--replay", "all", "--json").document["replayed"] == [letter["id"]]
    wait_for(lambda: len(room.telegram.sent) == 1)
    wait_for(lambda: room.run("deliveries", "--json").document["counts"]["sent"] == 1)


def test_strangers_and_odd_bodies_are_refused(room: Room) -> None:
    assert room.tell_telegram(telegram_text(21, "x"), secret="wrong") == 401
    post = room.client.post
    assert post("/webhooks/telegram", json=telegram_text(22, "x")).status_code == 401
    signed = {"X-Telegram-Bot-Api-Secret-Token": _SECRET}
    assert post("/webhooks/telegram", content=b"[1]", headers=signed).status_code == 400
    assert post("/webhooks/telegram", content=b"x" * 10_000_000, headers=signed).status_code == 413
    # More than a question may be long, less than a platform may send.
    large = telegram_text(23, "x" * 100_000)
    assert post("/webhooks/telegram", json=large, headers=signed).status_code == 200
    assert post("/webhooks/viber", json={}).status_code == 404
    assert room.client.get("/webhooks/telegram").status_code == 405
    headers, raw = room.zalo_oa.signed(zalo_oa_text(24, "x"))
    assert post("/webhooks/zalo-oa", content=raw.replace(b"u7", b"u8"), headers=headers).status_code == 401
    assert post("/webhooks/zalo-bot", json=zalo_bot_text(25, "x")).status_code == 401


def test_zalo_oa_after_a_login_answers_and_reads_aloud_on_a_page(room: Room) -> None:
    room.zalo_oa.code = "code-1"
    assert "motcua zalo login" in _checks(room)["channel zalo-oa"]
    logged_in = room.run("zalo", "login", "--code", "https://motcua.example/zalo?code=code-1&oa_id=4", "--json")
    assert logged_in.document["oa_id"] == "4444444444444444444"
    sent = room.zalo_oa.sent
    headers, raw = room.zalo_oa.signed(zalo_oa_text(31, _QUESTION))
    assert room.client.post("/webhooks/zalo-oa", content=raw, headers=headers).status_code == 200
    wait_for(lambda: len(sent) >= 1 and "3.000347" in sent[-1]["message"]["text"])
    buttons = sent[-1]["message"]["attachment"]["payload"]["buttons"]
    listen = next(one["payload"] for one in buttons if str(one["payload"]).startswith("#say:"))
    before = len(sent)
    headers, raw = room.zalo_oa.signed(zalo_oa_text(32, listen))
    room.client.post("/webhooks/zalo-oa", content=raw, headers=headers)
    wait_for(lambda: len(sent) > before)
    address = sent[-1]["message"]["attachment"]["payload"]["buttons"][0]["payload"]["url"]
    path = address.removeprefix("https://motcua.example")
    page = room.client.get(path)
    assert "Giọng đọc do máy tạo" in page.text
    sound = room.client.get(f"{path}.mp3")
    assert sound.headers["content-type"] == "audio/mpeg"
    assert len(sound.content) > 10_000
    assert room.client.get("/voice/nothing").status_code == 404
    assert room.client.get(f"/voice/{'0' * 40}.mp3").status_code == 404
    assert _checks(room) == {
        "channel telegram": "Nhận tin ở /webhooks/telegram.",
        "channel zalo-oa": "Nhận tin ở /webhooks/zalo-oa.",
        "channel zalo-bot": "Nhận tin ở /webhooks/zalo-bot.",
    }
    again = room.run("zalo", "login", "--code", "code-1")
    assert again.code == 2
    assert "motcua zalo login" in again.err


def _checks(room: Room) -> dict[str, str]:
    found = room.run("doctor", "--json").document
    return {one["check"]: one["message"] for one in found if one["check"].startswith("channel")}


def test_zalo_bot_platform_answers(room: Room) -> None:
    headers = {"X-Bot-Api-Secret-Token": _SECRET}
    event = {"ok": True, "result": zalo_bot_text(41, _QUESTION)}
    assert room.client.post("/webhooks/zalo-bot", json=event, headers=headers).status_code == 200
    wait_for(lambda: len(room.zalo_bot.sent) >= 1)
    assert "Nguồn:" in "".join(one["text"] for one in room.zalo_bot.sent)


def test_the_platforms_are_told_of_the_webhooks(room: Room) -> None:
    assert room.run("bot", "telegram", "--set-webhook").code == 0
    assert room.telegram.webhook["url"] == "https://motcua.example/webhooks/telegram"
    assert room.telegram.webhook["secret_token"] == _SECRET
    assert "setMyCommands" in [name for name, _ in room.telegram.calls]
    assert room.run("bot", "zalo-bot", "--set-webhook").code == 0
    assert room.zalo_bot.webhook["url"] == "https://motcua.example/webhooks/zalo-bot"


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("MOTCUA_TELEGRAM_WEBHOOK_SECRET", "Telegram"),
        ("MOTCUA_ZALO_OA_SECRET_KEY", "OA secret key"),
        ("MOTCUA_ZALO_BOT_WEBHOOK_SECRET", "Zalo Bot Platform"),
    ],
)
def test_without_a_secret_the_server_does_not_start(
    tmp_path: Path, cli: Cli, variables: None, monkeypatch: pytest.MonkeyPatch, missing: str, said: str
) -> None:
    monkeypatch.delenv(missing)
    outcome = cli(tmp_path, "serve", "--port", "0")
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert "webhook không được mở" in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_queue_that_is_away_is_told_and_the_server_does_not_start(
    tmp_path: Path, cli: Cli, variables: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_QUEUE_URL", f"sqlite:///{tmp_path}/no/such/folder/queue.db")
    outcome = cli(tmp_path, "serve", "--port", "0")
    assert (outcome.code, outcome.out) == (2, "")
    assert "MOTCUA_QUEUE_URL" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_polled_channel_has_no_webhook(own_home: Path, variables: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOTCUA_ZALO_OA_APP_ID", "MOTCUA_ZALO_BOT_TOKEN", "MOTCUA_TELEGRAM_WEBHOOK_SECRET"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("MOTCUA_TELEGRAM_RECEIVE", "polling")
    with TestClient(create_app(Parts(Settings(home=own_home)))) as client:
        assert client.post("/webhooks/telegram", json={}).status_code == 404


def test_commands_say_what_is_not_set_up(own_home: Path, cli: Cli) -> None:
    for words, said in (
        (("bot", "telegram"), "MOTCUA_TELEGRAM_TOKEN"),
        (("bot", "zalo-bot"), "MOTCUA_ZALO_BOT_TOKEN"),
        (("bot", "telegram", "--set-webhook"), "MOTCUA_PUBLIC_URL"),
        (("zalo", "login"), "MOTCUA_ZALO_OA_APP_ID"),
        (("reply", "telegram:7", "xin chào"), "Không có cuộc trò chuyện"),
        (("reply", "telegram", "xin chào"), "motcua queue"),
    ):
        outcome = cli(own_home, *words)
        assert outcome.code == (1 if words[0] == "reply" else 2), words
        assert said in outcome.err
    assert cli(own_home, "queue", "--json").document == []
    assert cli(own_home, "deliveries", "--json").document == {
        "counts": {"pending": 0, "sent": 0, "dead": 0},
        "replayed": [],
        "dead_letters": [],
    }
