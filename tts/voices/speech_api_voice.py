"""An OpenAI-compatible speech endpoint: ``POST {base}/v1/audio/speech`` (OpenAI API reference, "Create speech")."""

from __future__ import annotations

from collections.abc import Iterator

import httpx

from tts.voices.faults import FaultKind, VoiceFault, VoiceNotReady, VoiceRefused
from tts.voices.protocol import AudioChunk, VoiceIdentity
from tts.voices.settings import SpeechApiSettings

_NO_ADDRESS = "Chưa đặt địa chỉ dịch vụ giọng đọc; anh/chị đặt base_url trong cấu hình."
_PATIENT_STATUSES = frozenset({408, 409, 425, 429})
_NOMINAL_RATE = 24_000


class SpeechApiVoice:
    """Speaks through the endpoint at ``settings.base_url``; the encoded answer carries its own sample rate."""

    def __init__(self, settings: SpeechApiSettings, rate: float = 1.0, name: str | None = None) -> None:
        if not settings.base_url:
            raise VoiceNotReady(_NO_ADDRESS)
        base = settings.base_url.rstrip("/")
        self._url = f"{base if base.endswith('/v1') else base + '/v1'}/audio/speech"
        self._settings = settings
        self._identity = VoiceIdentity(
            "openai",
            name or settings.voice,
            settings.model,
            rate,
            service=base,
            parallel=settings.parallel,
            remote=True,
        )
        key = {"Authorization": f"Bearer {settings.api_key}"} if settings.api_key else {}
        self._client = httpx.Client(timeout=settings.timeout, headers=key)

    @property
    def identity(self) -> VoiceIdentity:
        return self._identity

    def speak(self, text: str) -> Iterator[AudioChunk]:
        body = {
            "model": self._settings.model,
            "voice": self._identity.name,
            "input": text,
            "response_format": self._settings.response_format,
            "speed": self._identity.rate,
        }
        try:
            answer = self._client.post(self._url, json=body)
        except httpx.TimeoutException as error:
            raise VoiceFault(FaultKind.TIMEOUT, str(error)) from error
        except httpx.TransportError as error:
            raise VoiceFault(FaultKind.UNREACHABLE, str(error)) from error
        _check_status(answer)
        if not answer.content:
            raise VoiceFault(FaultKind.NO_AUDIO)
        yield AudioChunk(answer.content, self._settings.response_format, _NOMINAL_RATE)

    def close(self) -> None:
        self._client.close()


def _check_status(answer: httpx.Response) -> None:
    status = answer.status_code
    if status == 200:
        return
    if status >= 500 or status in _PATIENT_STATUSES:
        raise VoiceFault(FaultKind.BUSY, str(status))
    raise VoiceRefused(detail=f"{status} {answer.text[:200]}")
