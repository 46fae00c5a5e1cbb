"""`python -m evals.resilience.endpoints chat|voice PORT`: what speaks OpenAI's protocols on this machine.

The chat model says what was composed once more, with a courtesy before it; the voice sends a tone as long as the text.
Each is a process of its own, so that it can be frozen and killed like a real one.
"""

from __future__ import annotations

import io
import json
import math
import re
import struct
import sys
import wave
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from evals.resilience.servers import Process

_DRAFT = re.compile(r"Câu trả lời từ hồ sơ:\n(.*)\n\nCâu hỏi của người dân:", re.S)
_SECONDS_A_WORD, _RATE = 0.25, 24_000


@dataclass
class Endpoint(Process):
    kind: str  # chat or voice

    @property
    def url(self) -> str:
        return f"{self.address}/v1"

    def start(self) -> None:
        self.run([sys.executable, "-m", "evals.resilience.endpoints", self.kind, str(self.port)], "/", self.kind)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._send(b"{}", "application/json")

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if "messages" in asked:
            self._send(_events(asked["messages"][-1]["content"]), "text/event-stream")
        else:
            self._send(_tone(_SECONDS_A_WORD * len(asked["input"].split())), "audio/wav")

    def _send(self, body: bytes, kind: str) -> None:
        try:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # who asked has hung up: after a thaw that is to be expected
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


def _events(prompt: str) -> bytes:
    """What was composed, after a courtesy, as a stream of chunks."""
    found = _DRAFT.search(prompt)
    draft = " ".join(found[1].split()) if found else ""
    sources = [int(number) for number in re.findall(r"^\[(\d+)\]", prompt, re.M)]
    sentences = [{"text": f"Dạ thưa anh/chị, {draft[:900]}", "sources": sources}]
    text = json.dumps({"sentences": sentences, "completeness": "full"}, ensure_ascii=False)
    pieces: list[dict[str, Any]] = [
        {"delta": {"role": "assistant", "content": text}, "finish_reason": None, "index": 0}
    ]
    pieces.append({"delta": {}, "finish_reason": "stop", "index": 0})
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 0, "model": "loopback"}
    events = [f"data: {json.dumps({**head, 'choices': [piece]}, ensure_ascii=False)}\n\n" for piece in pieces]
    return ("".join(events) + "data: [DONE]\n\n").encode()


def _tone(seconds: float) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, _RATE, 0, "NONE", ""))
        samples = (round(9000 * math.sin(2 * math.pi * 220 * at / _RATE)) for at in range(round(seconds * _RATE)))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return buffer.getvalue()


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), _Handler).serve_forever()
