"""A real browser (Debian's chromium) on a real server; without the browser these tests are skipped."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from motcua.accounts.roles import Role
from motcua.settings import Settings
from motcua.web.app import create_app
from motcua.wiring import Parts
from tests.conftest import REPOSITORY
from tests.web.conftest import NearEmbeddings
from tests.web.staff import PASSWORD, add_staff

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

PICTURES = REPOSITORY / "test-output" / "pages"
ASKED = "thủ tục 3.000347 cần giấy tờ gì"
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Live:
    """`url`: the server. `host`: another site, whose page holds the widget's script tag."""

    url: str
    host: str
    parts: Parts


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the PyPI package playwright")
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("needs a browser: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def live(browser: Browser, filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    home = tmp_path_factory.mktemp("live") / "home"
    shutil.copytree(filled_home, home)
    with _host_site() as host:
        parts = Parts(Settings(home=home, widget_sites=host.url), NearEmbeddings())
        for role in Role:
            add_staff(parts, role)
        parts.warm()
        with served(parts) as url:
            host.script = f"{url}/widget.js"
            yield Live(url, host.url, parts)
        parts.close()


@pytest.fixture
def open_page(browser: Browser, live: Live) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser of its own; nothing may go wrong in their scripts, nothing be kept out by CSP."""
    contexts: list[Any] = []
    troubles: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        """A frame that is refused says so too: that is meant."""
        if "Content Security" in said.text and "frame-ancestors" not in said.text:
            troubles.append(said.text)

    def opened(path: str = "/", width: int = 1200, height: int = 900, role: Role | None = None, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", heard)
        if role is not None:
            page.goto(f"{live.url}/login")
            page.fill("#login", role.value)
            page.fill("#password", PASSWORD)
            page.press("#password", "Enter")
            page.wait_for_url("**/desk")
        page.goto(path if path.startswith("http") else f"{live.url}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


@contextmanager
def served(parts: Parts) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(parts), log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@dataclass
class _Host:
    url: str = ""
    script: str = ""


@contextmanager
def _host_site() -> Iterator[_Host]:
    """The department's own site, under another name than the server's."""
    host = _Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = (
                f"<!doctype html><html lang=vi><title>Sở</title><h1>Sở</h1><script src='{host.script}' async></script>"
            )
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.url = f"http://localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield host
    server.shutdown()
    server.server_close()
