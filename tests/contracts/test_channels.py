"""What every channel promises, on the real ones over loopback HTTP and on the fake."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakes.bot_channel import FakeChannel
from fakes.bot_platforms.loopback import Given
from fakes.bot_platforms.telegram import FakeTelegram
from fakes.bot_platforms.zalo_bot import FakeZaloBot
from fakes.bot_platforms.zalo_oa import FakeZaloOa

from bots.channel import Channel
from bots.errors import Malformed, TryLater, Undeliverable
from bots.events import EventKind, Inbound
from bots.rendering.render import render
from bots.replies import Choice, Outbound, Reply, Source
from bots.settings import TelegramSettings, ZaloBotSettings, ZaloOaSettings
from bots.store.database import open_bots_database
from bots.telegram_channel import TelegramChannel
from bots.zalo_bot.channel import ZaloBotChannel
from bots.zalo_oa.channel import ZaloOaChannel
from bots.zalo_oa.tokens import TokenPair

_SECRET = "secret-secret"
_ADDRESS = "777000111"


@dataclass
class Case:
    channel: Channel
    fail: Callable[[Given | None], None]  # the next send meets this; None: the connection is reset
    sent: Callable[[], list[str]]
    event: bytes
    headers: dict[str, str]


def _telegram(folder: Path) -> Iterator[Case]:
    platform = FakeTelegram()
    channel = TelegramChannel(TelegramSettings(platform.token, _SECRET, platform.base_url, timeout_s=2))
    event = {"update_id": 5, "message": {"chat": {"id": 7, "type": "private"}, "from": {"id": 7}, "text": "Hỏi"}}
    yield Case(
        channel,
        lambda given: platform.troubles.planned.append(given or Given(reset=True)),
        lambda: [str(one["text"]) for one in platform.sent],
        json.dumps(event).encode(),
        {"x-telegram-bot-api-secret-token": _SECRET},
    )
    channel.close()
    platform.close()


def _zalo_oa(folder: Path) -> Iterator[Case]:
    platform = FakeZaloOa()
    settings = ZaloOaSettings(
        platform.app_id,
        platform.app_secret,
        platform.oa_secret_key,
        api_url=platform.url,
        oauth_url=platform.url,
        timeout_s=2,
    )
    channel = ZaloOaChannel(settings, open_bots_database(f"sqlite:///{folder}/bots.db"), clock=lambda: 1_790_000_001.0)
    channel.tokens.store(TokenPair(platform.access, platform.refresh, 90_000))
    event = {
        "sender": {"id": "7"},
        "event_name": "user_send_text",
        "message": {"text": "Hỏi", "msg_id": "m1"},
        "timestamp": "1790000000000",
    }
    headers, raw = platform.signed(event)
    yield Case(
        channel,
        lambda given: platform.troubles.planned.append(given or Given(reset=True)),
        lambda: [str(one["message"]["text"]) for one in platform.sent],
        raw,
        {name.lower(): value for name, value in headers.items()},
    )
    channel.close()
    platform.close()


def _zalo_bot(folder: Path) -> Iterator[Case]:
    platform = FakeZaloBot()
    channel = ZaloBotChannel(ZaloBotSettings(platform.token, _SECRET, platform.url, timeout_s=2))
    message = {"message_id": "m1", "from": {"id": "7"}, "chat": {"id": "7"}, "date": 1790000000000, "text": "Hỏi"}
    yield Case(
        channel,
        lambda given: platform.troubles.planned.append(given or Given(reset=True)),
        lambda: [str(one["text"]) for one in platform.sent],
        json.dumps({"event_name": "message.text.received", "message": message}).encode(),
        {"x-bot-api-secret-token": _SECRET},
    )
    channel.close()
    platform.close()


def _fake(folder: Path) -> Iterator[Case]:
    channel = FakeChannel(secret=_SECRET)

    def fail(given: Given | None) -> None:
        refused = given is not None and given.status < 500 and given.status != 429
        seconds = float(given.headers.get("retry-after", 0)) if given else None
        channel.failures.append(Undeliverable("400") if refused else TryLater("busy", seconds or None))

    event = json.dumps({"id": "m1", "conversation": "7", "text": "Hỏi"}).encode()
    yield Case(channel, fail, channel.texts, event, {"secret": _SECRET})


@pytest.fixture(params=[_telegram, _zalo_oa, _zalo_bot, _fake], ids=["telegram", "zalo-oa", "zalo-bot", "fake"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    yield from request.param(tmp_path)


def test_only_what_the_platform_signed_is_verified(case: Case) -> None:
    assert case.channel.verify(case.headers, case.event)
    assert not case.channel.verify({}, case.event)
    (name, value), *_ = case.headers.items()
    assert not case.channel.verify({name: f"{value}x"}, case.event)


def test_an_event_is_one_question_with_an_id(case: Case) -> None:
    (event,) = case.channel.parse(case.event)
    assert isinstance(event, Inbound)
    assert (event.kind, event.conversation, event.text) == (EventKind.TEXT, "7", "Hỏi")
    assert event.event_id
    assert case.channel.parse(case.event) == [event]


@pytest.mark.parametrize("raw", [b"[]", b"null", b'{"a": 1}', b"{", b"\xff", b"[" * 50_000])
def test_what_is_no_event_is_malformed(case: Case, raw: bytes) -> None:
    with pytest.raises(Malformed):
        case.channel.parse(raw)


def test_an_event_can_be_acknowledged(case: Case) -> None:
    (event,) = case.channel.parse(case.event)
    assert isinstance(event, Inbound)
    case.channel.acknowledge(event)


def test_a_rendered_reply_arrives_whole(case: Case) -> None:
    source = Source("Thông tư <1> & 2, khoản 3 Điều 4", "https://example.gov.vn/vb/1")
    text = "Đổi giấy phép lái xe <A1> & <B2>: nộp hồ sơ 👍. " * 150
    reply = Reply(text, (source,), (Choice("Cấp mới", "opt:1:1", "1"),), (Choice("Có ích", "fb:1:up", "/co_ich"),))
    receipts = [case.channel.send(_ADDRESS, message) for message in render(reply, case.channel.capabilities)]
    assert all(receipt.message_id for receipt in receipts)
    arrived = case.sent()
    assert len(arrived) == len(receipts) > 1
    assert " ".join(" ".join(arrived).split()).startswith(text.strip())
    assert source.label in arrived[-1]
    assert source.url in arrived[-1]


@pytest.mark.parametrize("given", [None, Given({}, 500), Given(None, 503), Given("<html>", 502)])
def test_a_platform_that_is_away_is_tried_later(case: Case, given: Given | None) -> None:
    case.fail(given)
    with pytest.raises(TryLater):
        case.channel.send(_ADDRESS, Outbound("x"))
    case.channel.send(_ADDRESS, Outbound("y"))
    assert case.sent() == ["y"]


def test_a_refusal_is_final(case: Case, request: pytest.FixtureRequest) -> None:
    bodies: dict[str, Any] = {
        "zalo-oa": {"error": -230, "message": "User has not interacted with the OA in the past 7 days"},
    }
    refused = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
    body = bodies.get(case.channel.name, refused)
    case.fail(Given(body, 200 if "error" in body else 400))
    with pytest.raises(Undeliverable):
        case.channel.send(_ADDRESS, Outbound("x"))
