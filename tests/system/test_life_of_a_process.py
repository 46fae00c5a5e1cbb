"""A real served process: when it is ready, and how it ends."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fakes.openai_server import Script, openai_server, reply

from tests.system.servers import Program, answers, serving, wait_until

pytestmark = pytest.mark.timeout(300, func_only=True)

_QUESTION = "thủ tục 3.000347 cần giấy tờ gì"
_BOT = {"telegram_token": "1:x", "telegram_webhook_secret": "secret-of-webhooks", "telegram_url": "http://127.0.0.1:9"}


@pytest.mark.slow
def test_told_to_stop_it_ends_the_answer_at_hand_and_leaves_in_order(home: Path) -> None:
    script = Script(text=reply(("Anh/chị mang theo giấy tờ.", [1])), stall_before=1.5)
    with openai_server(script) as model, ThreadPoolExecutor() as pool:
        chat = {"chat_model": "m", "chat_base_url": model.url, "chat_api_key": "k"}
        with serving(home, **chat, **_BOT) as program:
            asked = pool.submit(program.ask, _QUESTION)
            wait_until(lambda: bool(model.requests))
            began = time.monotonic()
            assert program.stop() == 0
            assert asked.result().json()["procedure"]["code"] == "3.000347"
            assert time.monotonic() - began < 20
            with pytest.raises(httpx.TransportError):
                program.ask(_QUESTION)
            log = program.log()
    assert "Traceback" not in log
    assert "ERROR" not in log


def test_told_to_stop_while_it_starts_it_leaves_in_order(home: Path) -> None:
    program = Program(home)
    wait_until(lambda: _has_its_port(program))
    assert program.stop() == 0
    assert "Traceback" not in program.log()
    program.kill()


def _has_its_port(program: Program) -> bool:
    """It is taken before anything slow happens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", program.port)) == 0


def test_ready_says_what_each_part_says(home: Path) -> None:
    with serving(home) as program:
        ready = program.client.get("/readyz").json()
        assert (ready["status"], ready["procedures"]) == ("ok", 60)
        assert [one["check"] for one in ready["checks"]] == ["store", "index", "embedder", "voices"]
        assert {one["state"] for one in ready["checks"]} == {"fine"}
        assert program.client.get("/healthz").json() == {"status": "ok"}
        assert answers(f"http://127.0.0.1:{program.port}/metrics")
        assert program.stop() == 0
