"""How fast a webhook acknowledges, and how soon the answer is sent: real server, real HTTP, a Telegram on loopback.

    PYTHONPATH=.:tests python tests/bots/bench/bench_channels.py [--rate 50] [--seconds 20] [--home DIR [--workers 1]]

Prints one JSON document. Without --home the desk answers at once, so the figures are those of the channels alone; with
the home of an installation `motcua serve` answers real questions from its catalogue.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Protocol

import httpx
from fakes.bot_events import telegram_text
from fakes.bot_platforms.telegram import FakeTelegram
from fakes.bot_server import BotServer

_SECRET = "secret-secret"
_CONVERSATIONS = 50
_QUESTIONS = (
    "thủ tục cấp đổi giấy phép lái xe cần giấy tờ gì",
    "lệ phí bao nhiêu",
    "mat bang lai xe lam lai o dau",
    "dang ky xe may moi mua can gi",
    "cấp phù hiệu xe tải mất mấy ngày",
)


class Server(Protocol):
    @property
    def url(self) -> str: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


class WholeProgram:
    """`motcua serve` on a home with a catalogue."""

    def __init__(self, home: Path, platform: FakeTelegram, workers: int) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}"
        here = [sys.executable, "-m", "motcua"]
        there = ["--home", str(home)]
        self._commands = [[*here, "work", "--name", f"work-{number}", *there] for number in range(workers)]
        self._commands.append([*here, "serve", "--port", str(self._port), *there])
        self._settings = {
            "MOTCUA_TELEGRAM_TOKEN": platform.token,
            "MOTCUA_TELEGRAM_WEBHOOK_SECRET": _SECRET,
            "MOTCUA_TELEGRAM_URL": platform.base_url.removesuffix("/bot"),
        }
        if workers:
            self._settings["MOTCUA_MESSAGES_HERE"] = "false"
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        self._processes = [subprocess.Popen(one, env=os.environ | self._settings) for one in self._commands]
        until = time.monotonic() + 300
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=30).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
        raise TimeoutError("the server did not get ready")

    def stop(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(60)


def measure(rate: float, seconds: float, server: Server, platform: FakeTelegram) -> dict[str, Any]:
    """Events at an even `rate` a second, whatever the server does."""
    server.start()
    acknowledged: list[float] = []
    started: dict[int, float] = {}
    refused: list[str] = []
    lock = threading.Lock()
    client = httpx.Client(headers={"X-Telegram-Bot-Api-Secret-Token": _SECRET}, timeout=30)

    def post(number: int) -> None:
        begin = started[number] = time.monotonic()
        question = _QUESTIONS[number // _CONVERSATIONS % len(_QUESTIONS)]
        update = telegram_text(base + number, question, number % _CONVERSATIONS + 1)
        try:
            client.post(f"{server.url}/webhooks/telegram", json=update).raise_for_status()
        except httpx.HTTPError as error:
            refused.append(str(error) or type(error).__name__)
            return
        with lock:
            acknowledged.append(time.monotonic() - begin)

    total = int(rate * seconds)
    base = int(time.time()) * 1000  # a home remembers the events of former runs
    warm_up = telegram_text(base - 1, _QUESTIONS[0], 10**6)  # the first request builds connections
    client.post(f"{server.url}/webhooks/telegram", json=warm_up).raise_for_status()
    until = time.monotonic() + 120
    while not platform.sent and time.monotonic() < until:  # workers beside the server may still be getting ready
        time.sleep(0.1)
    first = time.monotonic()
    with ThreadPoolExecutor(32) as pool:
        for number in range(total):
            time.sleep(max(0.0, first + number / rate - time.monotonic()))
            pool.submit(post, number)
    until = time.monotonic() + 120
    while len(platform.sent) < total + 1 - len(refused) and time.monotonic() < until:
        time.sleep(0.05)
    client.close()
    server.stop()
    answered = _waits(platform.sent, started)
    return {
        "rate": rate,
        "events": total,
        "answered": len(answered),
        "refused": refused,
        "acknowledged_ms": _percentiles(acknowledged),
        "event_to_reply_ms": _percentiles(answered),
    }


def _waits(sent: list[dict[str, Any]], started: dict[int, float]) -> list[float]:
    """Seconds from an event to its reply: the replies of a conversation come in the order of its events."""
    replies: dict[int, list[float]] = defaultdict(list)
    for one in sent:
        replies[int(one["chat_id"]) - 1].append(one["at"])
    waits: list[float] = []
    for conversation, moments in replies.items():
        events = sorted(number for number in started if number % _CONVERSATIONS == conversation)
        waits += [moment - started[number] for number, moment in zip(events, moments, strict=False)]
    return waits


def _percentiles(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        f"p{percent}": round(ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] * 1000, 1)
        for percent in (50, 95, 99)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, nargs="+", default=[20.0, 50.0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--workers", type=int, default=0, help="processes of `motcua work` beside the server")
    arguments = parser.parse_args()
    figures = []
    for rate in arguments.rate:
        platform = FakeTelegram()
        telegram = {"token": platform.token, "webhook_secret": _SECRET, "base_url": platform.base_url}
        with tempfile.TemporaryDirectory() as folder:
            alone = BotServer(Path(folder), telegram=telegram)
            server = WholeProgram(arguments.home, platform, arguments.workers) if arguments.home else alone
            figures.append(measure(rate, arguments.seconds, server, platform))
        platform.close()
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
