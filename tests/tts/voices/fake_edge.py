"""A loopback server that speaks the read-aloud service's websocket protocol, with every fault its users report."""

from __future__ import annotations

import asyncio
import io
import re
import threading
from collections.abc import Callable
from html import unescape
from types import TracebackType

import av
import numpy as np
from aiohttp import WSMsgType, web

SECONDS_A_SYLLABLE = 0.22
FAULTS = ("forbidden", "skewed", "busy", "no_audio", "silent", "half_closed", "half_ended", "cut_at_once", "hang")
_RATE = 24_000


def tone_mp3(seconds: float, level: float = 0.3) -> bytes:
    """What the service sends: MPEG layer 3, 24 kHz, 48 kbit/s, without a header that tells its length."""
    time = np.arange(round(seconds * _RATE)) / _RATE
    samples = (level * 32767 * np.sin(2 * np.pi * 220 * time)).astype(np.int16)
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp3", options={"write_xing": "0", "id3v2_version": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=_RATE, layout="mono")
        stream.bit_rate = 48_000
        stream.codec_context.format = "s16p"
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16p", layout="mono")
        frame.sample_rate = _RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return buffer.getvalue()


class FakeEdge:
    """``outcome(number, text)`` decides what request ``number`` (from 0) gets: "ok" or one of FAULTS."""

    def __init__(self, outcome: Callable[[int, str, str], str]) -> None:
        self._outcome = outcome
        self.requests: list[tuple[str, str, str]] = []
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._over = asyncio.Event()
        self._port = 0

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/edge/v1"

    def spoken(self) -> list[str]:
        """Texts that were answered in full, in order."""
        return [text for text, _, outcome in self.requests if outcome == "ok"]

    def __enter__(self) -> FakeEdge:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        app = web.Application()
        app.router.add_get("/edge/v1", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self._port = runner.addresses[0][1]
        self._ready.set()
        await self._over.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        # The faults before the handshake cannot know the text: they are decided for the connection.
        number = len(self.requests)
        early = self._outcome(number, "", "")
        refusals = {
            "forbidden": web.Response(status=403),
            "skewed": web.Response(status=403, headers={"Date": "Sun, 22 Nov 2026 05:00:00 GMT"}),
            "busy": web.Response(status=503),
        }
        if early in refusals:
            self.requests.append(("", "", early))
            return refusals[early]
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        voice, text = "", ""
        async for message in socket:
            if message.type == WSMsgType.TEXT and "Path:ssml" in message.data:
                voice = re.search(r"<voice name='([^']*)'", message.data)[1]
                text = unescape(re.search(r"<prosody[^>]*>(.*)</prosody>", message.data, re.S)[1])
                break
        outcome = self._outcome(number, text, voice)
        self.requests.append((text, voice, outcome))
        await self._speak(socket, text, outcome)
        return socket

    async def _speak(self, socket: web.WebSocketResponse, text: str, outcome: str) -> None:
        if outcome == "hang":
            await socket.receive()
        if outcome in ("cut_at_once", "hang"):
            await socket.close()
            return
        await socket.send_str(_text("turn.start"))
        seconds = max(0.2, len(text.split()) * SECONDS_A_SYLLABLE)
        audio = {"no_audio": b"", "silent": tone_mp3(seconds, 0.0)}.get(outcome) if outcome != "ok" else None
        if audio is None:
            audio = tone_mp3(seconds)
        if outcome in ("half_closed", "half_ended"):
            audio = audio[: len(audio) // 2]
        for start in range(0, len(audio), 2000):
            await socket.send_bytes(_binary(audio[start : start + 2000]))
        if outcome != "half_closed":
            await socket.send_str(_text("turn.end"))
        await socket.close()


def _text(path: str) -> str:
    return f"X-RequestId:1\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n{{}}"


def _binary(audio: bytes) -> bytes:
    head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nX-StreamId:1\r\nPath:audio\r\n"
    return len(head).to_bytes(2, "big") + head + audio
