from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fakes.bot_platforms.loopback import Given
from fakes.bot_platforms.zalo_oa import INVALID_TOKEN, RATE_LIMIT, FakeZaloOa

from bots.errors import LoginNeeded, NeedsPerson, TryLater, Undeliverable
from bots.events import EventKind, Inbound
from bots.rendering.render import render
from bots.replies import Choice, Outbound, Reply
from bots.settings import ZaloOaSettings
from bots.store.database import open_bots_database
from bots.zalo_oa.channel import ZaloOaChannel
from bots.zalo_oa.client import Quota
from bots.zalo_oa.oauth import code_challenge
from bots.zalo_oa.tokens import TokenPair


@pytest.fixture
def platform() -> Iterator[FakeZaloOa]:
    fake = FakeZaloOa(refresh_takes_s=0.05)
    yield fake
    fake.close()


def _channel(platform_url: str, database: str, *, login: bool = False) -> ZaloOaChannel:
    settings = ZaloOaSettings(
        FakeZaloOa.app_id,
        FakeZaloOa.app_secret,
        FakeZaloOa.oa_secret_key,
        redirect_uri="https://mau.gov.vn/zalo",
        code_verifier="v" * 43,
        api_url=platform_url,
        oauth_url=platform_url,
        timeout_s=2,
    )
    channel = ZaloOaChannel(settings, open_bots_database(database))
    if login:
        channel.tokens.store(TokenPair("at-1", "rt-1", 90_000))
    return channel


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/bots.db"


@pytest.fixture
def channel(platform: FakeZaloOa, database: str) -> Iterator[ZaloOaChannel]:
    made = _channel(platform.url, database, login=True)
    yield made
    made.close()


def test_login_stores_the_pair_of_a_code_once(platform: FakeZaloOa, database: str) -> None:
    channel = _channel(platform.url, database)
    with pytest.raises(NeedsPerson, match="người quản trị") as raised:
        channel.send("7", Outbound("x"))
    assert "motcua zalo login" in raised.value.detail
    url = httpx.URL(channel.oauth.consent_url())
    assert url.path == "/v4/oa/permission"
    assert url.params["app_id"] == platform.app_id
    assert url.params["code_challenge"] == code_challenge("v" * 43)
    channel.tokens.store(channel.oauth.exchange("code-1"))
    channel.send("7", Outbound("x"))
    with pytest.raises(LoginNeeded):
        channel.oauth.exchange("code-1")
    channel.close()


def test_the_challenge_is_that_of_the_rfc() -> None:
    """RFC 7636, appendix B."""
    assert (
        code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_an_expired_token_is_refreshed_and_the_message_sent_once(channel: ZaloOaChannel, platform: FakeZaloOa) -> None:
    platform.expire()
    receipt = channel.send("7", Outbound("x"))
    assert (receipt.message_id, receipt.remaining) == ("m-1", 7)
    assert (platform.refreshes, len(platform.sent)) == (1, 1)


def test_a_token_is_refreshed_before_it_is_old(platform: FakeZaloOa, database: str) -> None:
    now = [1000.0]
    settings = ZaloOaSettings(
        platform.app_id, platform.app_secret, "k", api_url=platform.url, oauth_url=platform.url, timeout_s=2
    )
    channel = ZaloOaChannel(settings, open_bots_database(database), clock=lambda: now[0])
    channel.tokens.store(TokenPair("at-1", "rt-1", 90_000))
    channel.send("7", Outbound("x"))
    assert platform.refreshes == 0
    now[0] += 20 * 3600
    channel.send("7", Outbound("x"))
    assert platform.refreshes == 1
    now[0] += 20 * 3600
    platform.token_troubles.planned.append(Given(None, 500))
    channel.send("7", Outbound("x"))  # the refresh fails, the token still works
    assert (platform.refreshes, len(platform.sent)) == (1, 3)
    channel.close()


def test_the_new_pair_is_stored_before_it_is_used(channel: ZaloOaChannel, platform: FakeZaloOa, database: str) -> None:
    platform.expire()
    platform.troubles.planned += [Given(reset=True)]
    with pytest.raises(TryLater):
        channel.send("7", Outbound("x"))
    other = _channel(platform.url, database)
    other.send("7", Outbound("x"))
    assert (platform.refreshes, platform.reused) == (1, 0)
    other.close()


def test_threads_refresh_once(channel: ZaloOaChannel, platform: FakeZaloOa) -> None:
    platform.expire()
    threads = [threading.Thread(target=channel.send, args=("7", Outbound(str(n)))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (platform.refreshes, platform.refreshing_at_once, platform.reused) == (1, 1, 0)
    assert len(platform.sent) == 8


def _send_from_elsewhere(url: str, database: str, number: int) -> None:
    channel = _channel(url, database)
    channel.send(str(number), Outbound("x"))
    channel.close()


@pytest.mark.slow
def test_processes_refresh_once(channel: ZaloOaChannel, platform: FakeZaloOa, database: str) -> None:
    platform.expire()
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_send_from_elsewhere, args=(platform.url, database, n)) for n in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    assert (platform.refreshes, platform.refreshing_at_once, platform.reused) == (1, 1, 0)


def test_a_used_up_refresh_token_calls_a_person_and_frees_the_lease(
    channel: ZaloOaChannel, platform: FakeZaloOa
) -> None:
    platform.expire()
    platform.refresh = "rt-99"
    for _ in range(2):
        with pytest.raises(NeedsPerson):
            channel.send("7", Outbound("x"))
    channel.tokens.store(TokenPair("at-100", "rt-100", 90_000))
    platform.access, platform.refresh = "at-100", "rt-100"
    channel.send("7", Outbound("x"))


def test_error_classes(channel: ZaloOaChannel, platform: FakeZaloOa) -> None:
    platform.troubles.planned += [
        RATE_LIMIT,
        Given({"error": -213, "message": "User has not followed OA"}),
        Given({"error": -224, "message": "The OA needs to upgrade OA Tier Package"}),
        INVALID_TOKEN,
    ]
    for wanted in (TryLater, Undeliverable, NeedsPerson):
        with pytest.raises(wanted):
            channel.send("7", Outbound("x"))
    channel.send("7", Outbound("y"))  # the invalid token is refreshed on the way
    assert platform.refreshes == 1


def test_buttons_reactions_and_quota(channel: ZaloOaChannel, platform: FakeZaloOa) -> None:
    reply = Reply("Có ích không?", actions=(Choice("👍", "fb:1:up", "/co_ich"), Choice("Nghe", "say:1", "/nghe")))
    for message in render(reply, channel.capabilities):
        channel.send("7", message)
    buttons = platform.sent[0]["message"]["attachment"]["payload"]["buttons"]
    assert [button["payload"] for button in buttons] == ["#fb:1:up", "#say:1"]
    channel.acknowledge(Inbound("m1", "7", "7", EventKind.TEXT, "Hỏi", message_ref="m1"))
    assert platform.reactions[0]["sender_action"] == {"react_icon": "/-strong", "react_message_id": "m1"}
    assert channel.client.quota("7") == Quota(1790000000000, 8, 8)
    assert channel.client.account()["oa_type"] == 4
    assert channel.client.profile("7")["display_name"] == "Lan"


def test_a_press_comes_back_as_text_and_is_known(channel: ZaloOaChannel, platform: FakeZaloOa) -> None:
    def pressed(text: str) -> EventKind:
        message = {"text": text, "msg_id": "m"}
        event = {"event_name": "user_send_text", "sender": {"id": "7"}, "message": message, "timestamp": "1"}
        (parsed,) = channel.parse(platform.signed(event)[1])
        assert isinstance(parsed, Inbound)
        return parsed.kind

    assert pressed("#fb:1:up") is EventKind.PRESS
    assert pressed("#tro_giup") is EventKind.TEXT
    assert pressed("fb:1:up") is EventKind.TEXT


def test_anonymous_people_are_answered_in_their_thread(channel: ZaloOaChannel, platform: FakeZaloOa) -> None:
    channel.send("anonymous:7:conv-1", Outbound("x"))
    assert platform.sent[0]["recipient"] == {"anonymous_id": "7", "conversation_id": "conv-1"}
