"""An OpenAI-compatible transcription endpoint: POST {base_url}/audio/transcriptions."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx

from bots.channel import Recording
from bots.errors import NotHeard, SendFailed
from bots.http_replies import request_json


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    base_url: str  # ends before /audio
    model: str
    api_key: str = field(default="", repr=False)
    timeout_s: float = 30.0


class EndpointTranscriber:
    def __init__(self, settings: EndpointSettings) -> None:
        self._settings = settings
        self._http = httpx.Client(timeout=settings.timeout_s)

    def transcribe(self, recording: Recording) -> str:
        key = self._settings.api_key
        try:
            body = request_json(
                self._http,
                "POST",
                f"{self._settings.base_url}/audio/transcriptions",
                data={"model": self._settings.model, "language": "vi", "response_format": "json"},
                files={"file": (recording.name, recording.data)},
                headers={"authorization": f"Bearer {key}"} if key else {},
            )
        except SendFailed as error:
            raise NotHeard(error.detail) from error
        words = body.get("text")
        if body["http_status"] >= 400 or not isinstance(words, str):
            raise NotHeard(f"HTTP {body['http_status']} without a text")
        return words

    def close(self) -> None:
        self._http.close()
