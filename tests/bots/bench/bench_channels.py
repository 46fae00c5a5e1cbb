"""How fast a webhook acknowledges, and how soon the answer is sent: real server, real HTTP, a Telegram on loopback.

    PYTHONPATH=.:tests python tests/bots/bench/bench_channels.py [--rate 50] [--seconds 20]

Prints one JSON document. The desk answers at once, so the figures are those of the channels alone.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
from fakes.bot_events import telegram_text
from fakes.bot_platforms.telegram import FakeTelegram
from fakes.bot_server import BotServer

_SECRET = "secret-secret"
_CONVERSATIONS = 50


def measure(rate: float, seconds: float, folder: Path, **settings: Any) -> dict[str, Any]:
    """Events at an even `rate` a second, whatever the server does."""
    platform = FakeTelegram()
    telegram = {"token": platform.token, "webhook_secret": _SECRET, "base_url": platform.base_url}
    server = BotServer(folder, telegram=telegram, **settings)
    server.start()
    acknowledged: list[float] = []
    started: dict[int, float] = {}
    lock = threading.Lock()
    client = httpx.Client(headers={"X-Telegram-Bot-Api-Secret-Token": _SECRET}, timeout=30)

    def post(number: int) -> None:
        begin = time.monotonic()
        started[number] = begin
        client.post(
            f"{server.url}/webhooks/telegram", json=telegram_text(number, f"câu {number}", number % _CONVERSATIONS + 1)
        ).raise_for_status()
        with lock:
            acknowledged.append(time.monotonic() - begin)

    total = int(rate * seconds)
    post(10**6)  # the first request builds connections
    time.sleep(2)
    acknowledged.clear()
    first = time.monotonic()
    with ThreadPoolExecutor(32) as pool:
        for number in range(total):
            time.sleep(max(0.0, first + number / rate - time.monotonic()))
            pool.submit(post, number)
    until = time.monotonic() + 60
    while len(platform.sent) < total + 1 and time.monotonic() < until:
        time.sleep(0.05)
    answered = [one["at"] - started[int(one["text"].removeprefix("Trả lời: câu "))] for one in platform.sent[1:]]
    client.close()
    server.stop()
    platform.close()
    return {
        "rate": rate,
        "events": total,
        "answered": len(answered),
        "acknowledged_ms": _percentiles(acknowledged),
        "event_to_reply_ms": _percentiles(answered),
    }


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
    arguments = parser.parse_args()
    figures = []
    for rate in arguments.rate:
        with tempfile.TemporaryDirectory() as folder:
            figures.append(measure(rate, arguments.seconds, Path(folder)))
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
