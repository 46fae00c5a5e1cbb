"""The bots behind a real HTTP server, as a process of its own: `python -m fakes.bot_server SETTINGS.json`."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time as clock_time
from pathlib import Path
from typing import Any

import httpx

_TESTS = Path(__file__).resolve().parents[1]


class BotServer:
    """Starts, kills and restarts the process on one port."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings = folder / "settings.json"
        self._settings.write_text(json.dumps({"folder": str(folder), "port": self.port} | settings), encoding="utf-8")
        self._log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, patience_s: float = 60.0) -> None:
        paths = os.pathsep.join([str(_TESTS.parent), str(_TESTS)])
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "fakes.bot_server", str(self._settings)],
                env=os.environ | {"PYTHONPATH": paths},
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/healthz", timeout=1).is_success:
                    return
            except httpx.HTTPError:
                time.sleep(0.05)
        raise TimeoutError(f"the server did not start:\n{self.log()[-3000:]}")

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid


def _settings(given: dict[str, Any]) -> Any:
    from bots.settings import (
        BotsSettings,
        Contact,
        DeliverySettings,
        OfficeHours,
        TelegramSettings,
        ZaloBotSettings,
        ZaloOaSettings,
    )

    folder = given["folder"]
    delivery = DeliverySettings(given.get("database_url", f"sqlite:///{folder}/bots.db"), **given.get("delivery", {}))
    week = (((clock_time(0), clock_time(23, 59)),),) * 7
    return BotsSettings(
        delivery,
        Contact("Sở mẫu", "1900 0000"),
        OfficeHours(week=week),
        telegram=TelegramSettings(**given["telegram"]) if "telegram" in given else None,
        zalo_oa=ZaloOaSettings(**given["zalo_oa"]) if "zalo_oa" in given else None,
        zalo_bot=ZaloBotSettings(**given["zalo_bot"]) if "zalo_bot" in given else None,
    )


def main(path: str) -> None:
    import uvicorn
    from fakes.desk import FakeDesk
    from fastapi import FastAPI, Request, Response
    from starlette.concurrency import run_in_threadpool

    from bots.desk import NoVoices
    from bots.durable import DurableWorker
    from bots.service import BotService
    from bots.settings import QueueSettings

    given = json.loads(Path(path).read_text(encoding="utf-8"))
    queue = QueueSettings(f"sqlite:///{given['folder']}/queue.db", **given.get("queue", {}))
    worker = DurableWorker(queue)
    service = BotService(_settings(given), FakeDesk(), NoVoices(), worker)
    hooks = {name: service.webhook(name) for name in service.channels}

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(service.start)
        yield
        await run_in_threadpool(worker.stop)
        await run_in_threadpool(service.stop)

    app = FastAPI(lifespan=lifespan)

    async def webhook(name: str, request: Request) -> Response:
        answer = await run_in_threadpool(hooks[name].handle, dict(request.headers), await request.body())
        return Response(answer.body, answer.status, media_type="application/json")

    async def health() -> dict[str, bool]:
        return {"ok": True}

    # The annotations above are strings, and their names are local: FastAPI is given the types themselves.
    webhook.__annotations__ = {"name": str, "request": Request}
    app.add_api_route("/webhooks/{name}", webhook, methods=["POST"], response_model=None)
    app.add_api_route("/healthz", health, response_model=None)
    uvicorn.run(app, host="127.0.0.1", port=given["port"], log_level="warning", timeout_graceful_shutdown=3)


if __name__ == "__main__":
    main(sys.argv[1])
