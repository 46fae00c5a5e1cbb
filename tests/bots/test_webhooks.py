from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.bot_channel import FakeChannel
from fakes.bot_fuzz import OA_EVENT, TG_EVENT, ZBOT_EVENT, broken, raw_of
from fakes.bot_room import BotRoom

from bots.channel import Channel
from bots.errors import NotConfigured
from bots.settings import TelegramSettings, ZaloBotSettings, ZaloOaSettings
from bots.telegram_channel import TelegramChannel
from bots.webhooks import Webhook
from bots.zalo_bot.channel import ZaloBotChannel
from bots.zalo_oa.channel import ZaloOaChannel
from bots.zalo_oa.signature import signature

_NOW = 1_790_000_100.0
Sign = Callable[[bytes, dict[str, Any]], dict[str, str]]


@pytest.fixture
def room(tmp_path: Path) -> BotRoom:
    return BotRoom(tmp_path)


@pytest.fixture(params=["telegram", "zalo-oa", "zalo-bot"])
def door(request: pytest.FixtureRequest, room: BotRoom) -> Iterator[tuple[Webhook, dict[str, Any], Sign]]:
    """A real channel's webhook, a good event, and how the platform signs it."""
    channel: Channel
    sign: Sign
    match request.param:
        case "telegram":
            channel = TelegramChannel(TelegramSettings("1:token", "secret-secret"))
            sign = lambda raw, event: {"X-Telegram-Bot-Api-Secret-Token": "secret-secret"}  # noqa: E731
            event = TG_EVENT
        case "zalo-bot":
            channel = ZaloBotChannel(ZaloBotSettings("1:token", "secret-secret"))
            sign = lambda raw, event: {"X-Bot-Api-Secret-Token": "secret-secret"}  # noqa: E731
            event = ZBOT_EVENT
        case _:
            channel = ZaloOaChannel(ZaloOaSettings("1", "app", "oa-key"), room.engine, clock=lambda: _NOW)
            sign = lambda raw, event: {  # noqa: E731
                "X-ZEvent-Signature": signature("1", raw, str(event.get("timestamp", "")), "oa-key")
            }
            event = OA_EVENT
    hook = Webhook(channel, room.inbox, room.waker, longest_body=65_536, clock=lambda: _NOW)
    yield hook, event, sign
    channel.close()


def test_a_signed_event_is_stored_before_it_is_acknowledged(door: Any, room: BotRoom) -> None:
    hook, event, sign = door
    assert hook.handle(sign(raw_of(event), event), raw_of(event)).status == 200
    assert len(room.inbox.unfinished()) == 1


def test_wrong_or_missing_signatures_are_refused(door: Any, room: BotRoom) -> None:
    hook, event, sign = door
    raw = raw_of(event)
    (name, value), *_ = sign(raw, event).items()
    for headers in ({}, {name: ""}, {name: value[:-1]}, {name: value + "0"}, {name: value.swapcase()}, {name: "é☃"}):
        assert hook.handle(headers, raw).status == 401, headers
    assert room.inbox.unfinished() == []


def test_a_replayed_request_is_stored_once(door: Any, room: BotRoom) -> None:
    hook, event, sign = door
    headers = sign(raw_of(event), event)
    for _ in range(5):
        hook.handle(headers, raw_of(event))
    assert {seq for seq, _, _ in room.waker.woken} == {1}


def test_a_signed_event_of_long_ago_is_a_replay(room: BotRoom) -> None:
    raw = raw_of(OA_EVENT)
    headers = {"x-zevent-signature": signature("1", raw, "1790000000000", "oa-key")}
    for now, wanted in ((_NOW, True), (_NOW + 90_000, False), (_NOW - 1000, False)):
        channel = ZaloOaChannel(ZaloOaSettings("1", "app", "oa-key"), room.engine, clock=lambda now=now: now)
        assert channel.verify(headers, raw) is wanted
        channel.close()


def test_a_signature_does_not_fit_another_body(room: BotRoom) -> None:
    channel = ZaloOaChannel(ZaloOaSettings("1", "app", "oa-key"), room.engine, clock=lambda: _NOW)
    headers = {"x-zevent-signature": signature("1", raw_of(OA_EVENT), "1790000000000", "oa-key")}
    changed = OA_EVENT | {"sender": {"id": "3"}}
    assert not channel.verify(headers, raw_of(changed))
    channel.close()


def test_two_thousand_broken_requests(door: Any, room: BotRoom) -> None:
    hook, event, sign = door
    lots = random.Random(20261122)
    hook.handle({}, b"x" * 100)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(2000):
        raw, signed = broken(event, number, lots)
        headers = sign(raw, event) if signed else {}
        answer = hook.handle(headers, raw)
        assert answer.status in {200, 400, 401, 413}
        assert signed or answer.status in {401, 413}
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert room.inbox.unfinished() == []
    assert grown < 2_000_000


def test_without_a_secret_no_webhook_opens(room: BotRoom) -> None:
    channels: list[Channel] = [
        FakeChannel(secret=""),
        TelegramChannel(TelegramSettings("1:token")),
        TelegramChannel(TelegramSettings("1:token", "not allowed!")),
        ZaloBotChannel(ZaloBotSettings("1:token", "short")),
        ZaloOaChannel(ZaloOaSettings("1", "app", ""), room.engine),
    ]
    for channel in channels:
        with pytest.raises(NotConfigured, match="webhook không được mở"):
            Webhook(channel, room.inbox, room.waker, longest_body=1, clock=time.time)
        assert not channel.verify({"x-telegram-bot-api-secret-token": "", "x-bot-api-secret-token": ""}, b"{}")
        channel.close()
