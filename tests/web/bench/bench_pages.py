"""How soon an answer is seen after sending, and what a keystroke costs at the desk: real server, real browser.

    PYTHONPATH=. python tests/web/bench/bench_pages.py --home DIR [--questions 60]

Prints one JSON document, in milliseconds. DIR is the home of an installation; it is copied, not changed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright

from knowledge.needs import load_needs
from knowledge.text.fold import fold
from motcua.accounts.roles import Role
from motcua.settings import Settings
from motcua.wiring import Parts
from tests.web.browser.conftest import served
from tests.web.staff import PASSWORD, add_staff

_ASKS = ("{} cần giấy tờ gì", "{} hết bao nhiêu tiền", "{} nộp ở đâu", "{} mất bao lâu")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=60)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(chosen.home, home)
        parts = Parts(Settings(home=home, client_rate=0, conversation_rate=0))
        if not any(user.login == Role.DESK for user in parts.staff_room.users.all()):
            add_staff(parts, Role.DESK)
        parts.warm()
        parts.finders.current()
        with served(parts) as url:
            figures = {
                "procedures": parts.catalogue.counts()["procedures"],
                "answer_seen": summary(answers_seen(url, chosen.questions)),
                "keystroke": summary(list(keystrokes(url))),
            }
        parts.close()
    print(json.dumps(figures, indent=2))


def answers_seen(url: str, count: int) -> list[float]:
    """From the key that sends until the answer stands in the page; every question in a conversation of its own."""
    seen = []
    needs = [phrase for need in load_needs().values() for phrase in need.phrases[:1]]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for number in range(count):
            page.context.clear_cookies()
            page.goto(url)
            page.fill("#question", _ASKS[number % len(_ASKS)].format(needs[number * 7 % len(needs)]))
            began = time.perf_counter()
            page.press("#question", "Enter")
            page.wait_for_selector("#luot-1 .words")
            seen.append((time.perf_counter() - began) * 1000)
        browser.close()
    return seen


def keystrokes(url: str) -> Iterator[float]:
    """Every beginning of what an officer types, with the time of its answer over HTTP."""
    typed = [need.phrases[0] for need in list(load_needs().values())[::20] if need.phrases]
    with httpx.Client(base_url=url, headers={"hx-request": "true"}) as client:
        client.post("/login", data={"login": Role.DESK.value, "password": PASSWORD})
        for text in [*typed, *map(fold, typed), "3.000347"]:
            for end in range(1, len(text) + 1):
                began = time.perf_counter()
                client.get("/desk", params={"q": text[:end]}).raise_for_status()
                yield (time.perf_counter() - began) * 1000


def summary(values: Sequence[float]) -> dict[str, float]:
    ranks = statistics.quantiles(values, n=100)
    return {"count": len(values), "p50": round(ranks[49], 1), "p95": round(ranks[94], 1), "most": round(max(values), 1)}


if __name__ == "__main__":
    main()
