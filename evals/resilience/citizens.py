"""The load, for Locust: citizens who ask, read, and ask on.

`locust -f evals/resilience/citizens.py --headless -u 100 -r 20 -t 5m --host http://127.0.0.1:8000` on a server that
runs with MOTCUA_CLIENT_RATE=0, since all these citizens have one address. `python -m evals.resilience load-sqlite` does
all that alone.

Two processes (`--host http://a --other http://b`) are asked as the proxy of deploy/nginx.conf would: a process that
broke the connection or said 503 is passed over for five seconds, and the question goes to the other one.
"""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from locust import FastHttpUser, between, events, task

from evals.resilience.conversations import Conversation, drawn
from evals.resilience.verdicts import Asked, Verdict, verdict_of, write_line

_PATIENCE_S = 60.0  # nginx' proxy_read_timeout
_PASSED_OVER_S = 5.0  # nginx' fail_timeout
_NUMBERS = count()
_DOWN_UNTIL: dict[str, float] = {}


@events.init_command_line_parser.add_listener  # type: ignore[untyped-decorator]
def _flags(parser: Any) -> None:
    parser.add_argument("--think", type=float, nargs=2, default=(5.0, 10.0), help="seconds between two questions")
    parser.add_argument("--other", action="append", default=[], help="another process behind the same proxy")
    parser.add_argument("--lines", default="", help="a file that gets a JSON line of every question")


@events.init.add_listener  # type: ignore[untyped-decorator]
def _settle(environment: Any, **_: Any) -> None:
    options: Namespace = environment.parsed_options
    Citizen.wait_time = between(*options.think)
    Citizen.others = tuple(options.other)
    Citizen.lines = Path(options.lines) if options.lines else None


class Citizen(FastHttpUser):
    network_timeout = connection_timeout = _PATIENCE_S
    others: tuple[str, ...] = ()
    lines: Path | None = None

    def on_start(self) -> None:
        self.number = next(_NUMBERS)
        self.hosts = (str(self.host), *self.others)
        self.talks: Iterator[Conversation] = drawn(self.number)
        self._begin()

    def _begin(self) -> None:
        self.talk, self.turn, self.session = next(self.talks), 1, f"tai-{uuid4().hex}"

    @task
    def ask(self) -> None:
        """The next question; after an honest outage the same one again, as the sentence asks for."""
        began, at = time.perf_counter(), time.time()
        verdict, why, document, tries = self._asked_of_one(self.talk[self.turn - 1])
        took = 1000 * (time.perf_counter() - began)
        own = document.get("latency_ms")
        self._tell("question", took, None if verdict is Verdict.ANSWERED else why)
        if own is not None:
            self._tell("pipeline", float(own), None)
        if self.lines:
            text = str(document.get("text") or document.get("detail") or "")
            turns = self.talk[: self.turn]
            write_line(self.lines, Asked(at, took, self.session, turns, verdict, why, tries, text, own))
        if verdict is Verdict.OUTAGE:
            return
        self.turn += 1
        if self.turn > len(self.talk) or verdict is Verdict.FAILED:
            self._begin()

    def _asked_of_one(self, question: str) -> tuple[Verdict, str, dict[str, Any], int]:
        start = self.number % len(self.hosts)
        order = sorted(self.hosts[start:] + self.hosts[:start], key=lambda one: _DOWN_UNTIL.get(one, 0) > time.time())
        for tries, host in enumerate(order, 1):
            response = self.client.request(
                "POST",
                f"{host}/v1/ask",
                json={"question": question, "session": self.session},
                name=f"try {tries}",
                catch_response=False,
            )
            found = (
                *verdict_of(
                    response.status_code,
                    {name: str(value) for name, value in (response.headers or {}).items()},
                    response.text or "",
                ),
                tries,
            )
            if response.status_code not in (0, 503):
                break
            _DOWN_UNTIL[host] = time.time() + _PASSED_OVER_S
        return found

    def _tell(self, name: str, milliseconds: float, failure: str | None) -> None:
        self.environment.events.request.fire(
            request_type="citizen",
            name=name,
            response_time=milliseconds,
            response_length=0,
            exception=RuntimeError(failure) if failure else None,
            context={},
        )
