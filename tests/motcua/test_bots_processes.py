"""The server and the polling command as processes of their own: killed, told to stop, and beside others' servers."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.bot_events import telegram_press, telegram_text, wait_for, zalo_bot_text
from fakes.bot_fuzz import OA_EVENT, TG_EVENT, ZBOT_EVENT, broken
from fakes.bot_platforms.emulator import TOKEN, Emulator
from fakes.bot_platforms.telegram import FakeTelegram
from fakes.bot_platforms.zalo_bot import FakeZaloBot

from bots.back_office import open_back_office
from bots.settings import QueueSettings
from bots.zalo_oa.signature import signature

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600, func_only=True)]

_SECRET = "secret-of-webhooks"
_QUESTION = "thủ tục 3.000347 cần giấy tờ gì"
_PATIENCE_S = 120


class Program:
    """`python -m motcua ...` with settings in its environment; standard error is kept."""

    def __init__(self, home: Path, *words: str, **settings: str) -> None:
        self._log = home.parent / f"{words[0]}.log"
        given = {f"MOTCUA_{name}": value for name, value in settings.items()}
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "motcua", *words, "--home", str(home)],
                env=os.environ | given,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_PATIENCE_S)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def _settings(platform: FakeTelegram, **more: str) -> dict[str, str]:
    url = platform.base_url.removesuffix("/bot")
    return {"TELEGRAM_TOKEN": platform.token, "TELEGRAM_WEBHOOK_SECRET": _SECRET, "TELEGRAM_URL": url, **more}


def _ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    platform = FakeTelegram()
    yield platform
    platform.close()


@pytest.fixture
def port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _insist(port: int, update: dict[str, Any]) -> None:
    """As platforms do: until the webhook says 200."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": _SECRET}
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        try:
            url = f"http://127.0.0.1:{port}/webhooks/telegram"
            if httpx.post(url, json=update, headers=headers, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError("the webhook never took the event")


def test_a_killed_server_answers_everything_after_its_restart(
    own_home: Path, telegram: FakeTelegram, port: int
) -> None:
    settings = _settings(telegram, LOG_LEVEL="debug")
    serve = ("serve", "--port", str(port))
    first = Program(own_home, *serve, **settings)
    wait_for(lambda: _ready(port), _PATIENCE_S)
    for number in range(1, 21):
        _insist(port, telegram_text(number, _QUESTION, person=number % 5 + 1))
    first.kill()
    second = Program(own_home, *serve, **settings)
    _insist(port, telegram_text(21, _QUESTION, person=1))
    wait_for(lambda: len(telegram.sent) >= 21, _PATIENCE_S)
    time.sleep(1)
    assert second.stop() in (0, -signal.SIGTERM)
    answered = [one for one in telegram.sent if "3.000347" in one["text"]]
    # The one message that was on its way when the process died may have gone out without our knowing, in each of
    # the conversations that were worked on at that moment.
    assert 21 <= len(answered) <= 21 + 5
    assert telegram.token not in second.log()
    assert "Traceback" not in second.log()


def test_a_server_that_leaves_messages_to_workers_only_takes_them_in(
    own_home: Path, telegram: FakeTelegram, port: int
) -> None:
    settings = _settings(telegram, MESSAGES_HERE="false")
    server = Program(own_home, "serve", "--port", str(port), **settings)
    wait_for(lambda: _ready(port), _PATIENCE_S)
    for number in range(1, 5):
        _insist(port, telegram_text(number, _QUESTION, person=number))
    time.sleep(2)
    assert telegram.sent == []
    workers = [Program(own_home, "work", "--name", name, **settings) for name in ("a", "b")]
    wait_for(lambda: len(telegram.sent) == 4, _PATIENCE_S)
    _insist(port, telegram_text(5, _QUESTION, person=1))
    wait_for(lambda: len(telegram.sent) == 5, _PATIENCE_S)
    assert all("3.000347" in one["text"] for one in telegram.sent)
    for program in (*workers, server):
        assert program.stop() in (0, -signal.SIGTERM)
        assert "Traceback" not in program.log()


def _memory(process: int) -> int:
    """Bytes that a process holds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS"))


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="reads a process's memory from /proc")
def test_two_thousand_broken_requests_over_http(own_home: Path, telegram: FakeTelegram, port: int) -> None:
    settings = _settings(
        telegram,
        ZALO_BOT_TOKEN="1:token",
        ZALO_BOT_WEBHOOK_SECRET=_SECRET,
        ZALO_OA_APP_ID="1",
        ZALO_OA_APP_SECRET="app",
        ZALO_OA_SECRET_KEY="oa-key",
    )
    server = Program(own_home, "serve", "--port", str(port), **settings)
    wait_for(lambda: _ready(port), _PATIENCE_S)
    lots = random.Random(20261122)
    doors = (("telegram", TG_EVENT), ("zalo-bot", ZBOT_EVENT), ("zalo-oa", OA_EVENT))
    before = 0
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        for number in range(2000):
            name, event = doors[number % 3]
            raw, signed = broken(event, number // 3, lots)
            answer = client.post(f"/webhooks/{name}", content=raw, headers=_signature(raw) if signed else {})
            assert answer.status_code in {200, 400, 401, 413}
            assert signed or answer.status_code in {401, 413}
            before = before or (_memory(server.process.pid) if number == 200 else 0)
    grown = _memory(server.process.pid) - before
    office = open_back_office(f"sqlite:///{own_home}/motcua.db", QueueSettings(f"sqlite:///{own_home}/queue.db"))
    assert office.counts() == {"pending": 0, "sent": 0, "dead": 0}
    assert telegram.sent == []
    assert server.stop() in (0, -signal.SIGTERM)
    assert "Traceback" not in server.log()
    assert grown < 30_000_000


def _signature(raw: bytes) -> dict[str, str]:
    """Right for every platform, as far as a body without a readable time can be signed."""
    secrets = {"X-Telegram-Bot-Api-Secret-Token": _SECRET, "X-Bot-Api-Secret-Token": _SECRET}
    return secrets | {"X-ZEvent-Signature": signature("1", raw, str(OA_EVENT["timestamp"]), "oa-key")}


def test_polling_answers_and_stops_when_told(own_home: Path, telegram: FakeTelegram) -> None:
    telegram.webhook = {"url": "https://old.example"}
    telegram.push(telegram_text(1, _QUESTION))
    program = Program(
        own_home,
        *("bot", "telegram"),
        TELEGRAM_TOKEN=telegram.token,
        TELEGRAM_URL=telegram.base_url.removesuffix("/bot"),
    )
    wait_for(lambda: len(telegram.sent) == 1, _PATIENCE_S)
    assert program.stop() == 0
    assert "Đang nhận tin nhắn telegram" in program.log()
    assert telegram.token not in program.log()


def test_polling_ends_where_the_account_is_at_fault(own_home: Path, telegram: FakeTelegram) -> None:
    program = Program(
        own_home,
        *("bot", "telegram"),
        TELEGRAM_TOKEN="9:wrong-token-of-somebody",
        TELEGRAM_URL=telegram.base_url.removesuffix("/bot"),
    )
    assert program.process.wait(_PATIENCE_S) == 2
    assert "cần người quản trị" in program.log()


def test_polling_zalo(own_home: Path) -> None:
    platform = FakeZaloBot()
    platform.push(zalo_bot_text(1, _QUESTION))
    program = Program(own_home, "bot", "zalo-bot", ZALO_BOT_TOKEN=platform.token, ZALO_BOT_URL=platform.url)
    wait_for(lambda: len(platform.sent) >= 1, _PATIENCE_S)
    assert program.stop() == 0
    platform.close()


def test_the_whole_program_against_a_third_partys_server(own_home: Path, port: int, tmp_path: Path) -> None:
    pytest.importorskip("lo_bot_api_emulator", reason="needs the test-only package lo-bot-api-emulator")
    emulator = Emulator(tmp_path)
    settings = {
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": _SECRET,
        "TELEGRAM_URL": emulator.url,
        "TELEGRAM_LINK_PREVIEWS": "true",  # the emulator does not know the option that switches them off
        "SPEECH_ONLINE": "false",
    }
    announced = Program(own_home, *("bot", "telegram", "--set-webhook"), **settings)
    assert announced.process.wait(_PATIENCE_S) == 0, announced.log()
    server = Program(own_home, *("serve", "--port", str(port)), **settings)
    wait_for(lambda: _ready(port), _PATIENCE_S)
    flows = [
        telegram_text(1, "/start"),
        telegram_text(2, _QUESTION),
        telegram_press(3, "fb:2:up"),
        telegram_text(4, "/nguon"),
        telegram_text(5, "/noi_nguoi"),
        telegram_text(6, "/hoi_may"),
    ]
    for number, update in enumerate(flows, start=1):
        emulator.inject(update)
        wait_for(lambda number=number: len(emulator.done("sendMessage")) >= number)  # type: ignore[misc]
    emulator.inject(telegram_press(7, "say:2"))
    wait_for(lambda: len(emulator.done("sendVoice")) == 1)
    assert server.stop() in (0, -signal.SIGTERM)
    refused = [one for one in emulator.journal() if one.get("status", 200) >= 400]
    assert refused == [], json.dumps(refused)
    emulator.close()


def test_the_server_and_a_polling_process_share_a_home(own_home: Path, telegram: FakeTelegram, port: int) -> None:
    """The server reads a report aloud and serves Zalo, while the other process answers on Telegram."""
    zalo = FakeZaloBot()
    settings = {
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_RECEIVE": "polling",
        "TELEGRAM_URL": telegram.base_url.removesuffix("/bot"),
        "ZALO_BOT_TOKEN": zalo.token,
        "ZALO_BOT_WEBHOOK_SECRET": _SECRET,
        "ZALO_BOT_URL": zalo.url,
        "SPEECH_ONLINE": "false",
    }
    server = Program(own_home, "serve", "--port", str(port), **settings)
    wait_for(lambda: _ready(port), _PATIENCE_S)
    poller = Program(own_home, "bot", "telegram", **settings)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        ordered = client.post("/v1/narrations", data={"text": "Sở tiếp nhận 1.245 hồ sơ."}).json()
        headers = {"X-Bot-Api-Secret-Token": _SECRET}
        for number in range(1, 6):
            telegram.push(telegram_text(number, _QUESTION, person=number))
            client.post("/webhooks/zalo-bot", json=zalo_bot_text(number, _QUESTION), headers=headers).raise_for_status()
        wait_for(lambda: len(telegram.sent) == 5, _PATIENCE_S)
        wait_for(lambda: len([one for one in zalo.sent if "3.000347" in one["text"]]) >= 5, _PATIENCE_S)
        address = f"/v1/narrations/{ordered['id']}"
        wait_for(lambda: client.get(address).json()["state"] == "done", _PATIENCE_S)
    assert poller.stop() == 0
    assert server.stop() in (0, -signal.SIGTERM)
    for program in (poller, server):
        assert "Traceback" not in program.log()
    zalo.close()
