"""Microsoft Edge's online voices through edge-tts 7.3.1: the one module that knows that library.

What edge-tts does not do for its caller, and we do:
- a connection that closes before ``turn.end`` ends its stream as if all were well. It adds a turn's bytes to
  ``state["cumulative_audio_bytes"]`` only at ``turn.end``, so fewer there than we received means half an answer;
- its receive timeout ends with the handshake, so a service that falls silent would hold us for ever: we time messages;
- it tries again only after 403, once, having set its clock by the server's Date header; other retries are ours.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from types import ModuleType

from tts.voices.faults import FaultKind, VoiceFault, VoiceNotReady
from tts.voices.protocol import AudioChunk, VoiceIdentity
from tts.voices.settings import EdgeSettings

_SAMPLE_RATE = 24_000  # edge-tts asks for audio-24khz-48kbitrate-mono-mp3
_NO_LIBRARY = "Chưa cài giọng trực tuyến edge-tts; anh/chị chạy `pip install motcua[speech]` rồi thử lại."
_NO_SUCH_VOICE = "Tên giọng edge-tts có dạng vi-VN-HoaiMyNeural; anh/chị xem lại tên giọng."
_NAME = re.compile(r"[a-z]{2,}-[A-Z]{2,}-\w+Neural")
_address_lock = threading.Lock()


class EdgeVoice:
    """One of ``vi-VN-HoaiMyNeural`` and ``vi-VN-NamMinhNeural``."""

    def __init__(self, name: str, rate: float = 1.0, settings: EdgeSettings | None = None) -> None:
        if find_spec("edge_tts") is None:
            raise VoiceNotReady(_NO_LIBRARY)
        if not _NAME.fullmatch(name):
            raise VoiceNotReady(_NO_SUCH_VOICE, detail=name)
        import edge_tts

        self._settings = settings or EdgeSettings()
        self._rate = f"{round((rate - 1) * 100):+d}%"
        self._identity = VoiceIdentity(
            "edge", name, edge_tts.__version__, rate, service="edge", parallel=self._settings.parallel, remote=True
        )
        if self._settings.service_url is not None:
            _redirect(self._settings.service_url)

    @property
    def identity(self) -> VoiceIdentity:
        return self._identity

    def speak(self, text: str) -> Iterator[AudioChunk]:
        yield AudioChunk(asyncio.run(self._request(text)), "mp3", _SAMPLE_RATE)

    def close(self) -> None:
        """Every request opens and closes its own connection: nothing is held."""

    async def _request(self, text: str) -> bytes:
        import aiohttp
        import edge_tts
        from edge_tts import exceptions

        talk = edge_tts.Communicate(
            text,
            self._identity.name,
            rate=self._rate,
            connect_timeout=self._settings.connect_timeout,
            receive_timeout=self._settings.receive_timeout,
        )
        audio = bytearray()
        try:
            async with asyncio.timeout(self._settings.receive_timeout) as limit:
                async for message in talk.stream():
                    limit.reschedule(asyncio.get_running_loop().time() + self._settings.receive_timeout)
                    if message["type"] == "audio":
                        audio += message["data"]
        except exceptions.NoAudioReceived as error:
            raise VoiceFault(FaultKind.NO_AUDIO) from error
        except exceptions.SkewAdjustmentError as error:
            raise VoiceFault(FaultKind.CLOCK_SKEW, str(error)) from error
        except aiohttp.WSServerHandshakeError as error:
            raise VoiceFault(_of_status(error.status), str(error.status)) from error
        except TimeoutError as error:
            raise VoiceFault(FaultKind.TIMEOUT) from error
        except exceptions.EdgeTTSException as error:
            raise VoiceFault(FaultKind.UNREADABLE, str(error)) from error
        except (aiohttp.ClientError, OSError) as error:
            raise VoiceFault(FaultKind.UNREACHABLE, str(error)) from error
        if talk.state["cumulative_audio_bytes"] < len(audio):
            raise VoiceFault(FaultKind.CUT_OFF, f"the connection closed after {len(audio)} bytes, before turn.end")
        return bytes(audio)


def _of_status(status: int) -> FaultKind:
    return FaultKind.FORBIDDEN if status in (401, 403) else FaultKind.BUSY


def _redirect(service_url: str) -> None:
    """Point edge-tts at another address: it reads this module constant at each request and offers no parameter."""
    import edge_tts.communicate as library

    with _address_lock:
        _set_address(library, f"{service_url}?TrustedClientToken=none")


def _set_address(library: ModuleType, url: str) -> None:
    library.WSS_URL = url  # type: ignore[attr-defined]
