"""An HTTP server on loopback whose answers a function gives, and which can fail as networks do."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes

    def fields(self) -> dict[str, Any]:
        """Of a JSON, form or multipart body; JSON inside a form field is read."""
        kind = self.headers.get("content-type", "")
        if kind.startswith("application/json"):
            return dict(json.loads(self.raw or b"{}"))
        if kind.startswith("multipart/form-data"):
            return _multipart(kind, self.raw)
        return {name: _maybe_json(value) for name, value in parse_qsl(self.raw.decode(), keep_blank_values=True)}


@dataclass(frozen=True)
class Given:
    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    reset: bool = False
    hang_s: float = 0.0


class Loopback:
    """`answer` is called from several threads."""

    def __init__(self, answer: Callable[[Asked], Given]) -> None:
        self._server = _Server(("127.0.0.1", 0), _handler(answer))
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients of these tests are killed on purpose: their broken connections are no news."""


def _handler(answer: Callable[[Asked], Given]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length") or 0))
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            given = answer(Asked(self.command, parts.path, dict(parse_qsl(parts.query)), headers, raw))
            if given.hang_s:
                time.sleep(given.hang_s)
            if given.reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
                return
            self._write(given)

        do_GET = do_POST  # noqa: N815

        def _write(self, given: Given) -> None:
            body = b"" if given.body is None else json.dumps(given.body, ensure_ascii=False).encode()
            try:
                self.send_response(given.status)
                self.send_header("content-type", "application/json; charset=utf-8")
                self.send_header("content-length", str(len(body)))
                for name, value in given.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
                self.wfile.flush()
            except OSError:
                self.close_connection = True  # the client has gone

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                self.close_connection = True  # the connection was reset on purpose

        def log_message(self, format: str, *args: Any) -> None:
            return

    return Handler


def _multipart(kind: str, raw: bytes) -> dict[str, Any]:
    message = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + raw)
    fields: dict[str, Any] = {}
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        fields[name] = content if part.get_filename() else _maybe_json(content.decode())
    return fields


def _maybe_json(value: str) -> Any:
    if value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
