"""A scripted endpoint that speaks OpenAI's chat protocol over real HTTP on loopback, and misbehaves on demand."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any

from fakes.serving import serving

Request = dict[str, Any]


@dataclass
class Script:
    """How the server answers. `text`: the reply, or a function of the request that makes it."""

    text: str | Callable[[Request], str] = ""
    status: int = 200
    finish: str | None = "stop"  # None: the stream ends without saying so
    break_after: int | None = None  # close the connection after so many chunks
    stall_before: float = 0.0  # seconds of silence before the first byte
    pause: float = 0.0  # seconds between chunks
    refusal: str | None = None
    is_garbage: bool = False  # answers 200 with what is no event stream


@dataclass
class Server:
    url: str
    script: Script = field(default_factory=Script)
    requests: list[Request] = field(default_factory=list)
    stopped: Event = field(default_factory=Event)


def prompt_of(request: Request) -> str:
    return "\n".join(str(message["content"]) for message in request["messages"])


def reply(*sentences: tuple[str, Sequence[int]], completeness: str = "full") -> str:
    """The structured output that the program asks for."""
    listed = [{"text": text, "sources": list(sources)} for text, sources in sentences]
    return json.dumps({"sentences": listed, "completeness": completeness}, ensure_ascii=False)


@contextmanager
def openai_server(script: Script) -> Iterator[Server]:
    with serving(_Handler) as http:
        server = Server(f"http://127.0.0.1:{http.server_port}/v1", script)
        http.motcua = server  # type: ignore[attr-defined]
        try:
            yield server
        finally:
            server.stopped.set()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        server: Server = self.server.motcua  # type: ignore[attr-defined]
        request: Request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.requests.append(request)
        script = server.script
        if script.stall_before and server.stopped.wait(script.stall_before):
            return
        self.send_response(script.status)
        if script.status != 200 or script.is_garbage:
            body = b"<html>bad gateway</html>"
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._stream(script, request)

    def _stream(self, script: Script, request: Request) -> None:
        text = script.text(request) if callable(script.text) else script.text
        pieces = [text[at : at + 12] for at in range(0, len(text), 12)]
        try:
            for number, piece in enumerate(pieces):
                if number == script.break_after:
                    self.close_connection = True
                    self.connection.close()
                    return
                self._event({"content": piece})
                time.sleep(script.pause)
            if script.refusal:
                self._event({"refusal": script.refusal})
            if script.finish:
                self._event({}, script.finish)
                self._write(b"data: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")
        except OSError:  # the client has hung up, as it should after its time limit
            self.close_connection = True

    def _event(self, delta: dict[str, str], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
        event = {"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "fake", "choices": [choice]}
        self._write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())

    def _write(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()
