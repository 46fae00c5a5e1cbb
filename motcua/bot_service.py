"""Puts the channels together: the assistant answers, the voices read aloud, somebody hears voice messages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from assistant.answering import Assistant
from bots.errors import NotConfigured
from bots.hearing import Transcriber
from motcua.bot_desk import AssistantDesk
from motcua.channel_settings import Receiving
from motcua.channels import channels_of, is_any_set_up, queue_of
from motcua.settings import Settings
from motcua.speech import office_words, voice_settings
from motcua.voice_notes import VoiceNotes
from motcua.wiring import Parts

if TYPE_CHECKING:
    from bots.durable import DurableWorker
    from bots.service import BotService

MISSING_EXTRA = "Kênh nhắn tin cần phần cài thêm: chạy `pip install 'motcua[bots]'` rồi mở lại."
_NO_ENDPOINT = "Nghe tin nhắn thoại: thiếu MOTCUA_TRANSCRIPTION_BASE_URL."


def has_bots() -> bool:
    """Whether the libraries of the extra `bots` are installed."""
    return all(find_spec(name) is not None for name in ("dbos", "telegram"))


def build_bots(
    parts: Parts, receiving: Receiving, worker: DurableWorker, assistant: Callable[[], Assistant]
) -> BotService | None:
    """The channels that are set up to receive in this way; None where no channel is.

    Raises bots.errors.NotConfigured, knowledge.errors.StoreError.
    """
    if not is_any_set_up(parts.settings, receiving):
        return None
    from bots.service import BotService

    chosen = channels_of(parts.settings, receiving)
    desk = AssistantDesk(assistant, parts.memories)
    bots = BotService(chosen, desk, voice_notes(parts.settings), worker, transcriber_of(parts.settings))
    for handler in logging.getLogger().handlers:  # whoever logs: bot tokens stand in addresses
        handler.addFilter(bots.redaction)
    return bots


def durable_worker(settings: Settings, part: str = "") -> DurableWorker:
    """The one of this process. Raises NotConfigured where the extra `bots` is not installed."""
    if not has_bots():
        raise NotConfigured(MISSING_EXTRA)
    from bots.durable import DurableWorker

    settings.home.mkdir(parents=True, exist_ok=True)
    return DurableWorker(queue_of(settings, part))


def voice_notes(settings: Settings) -> VoiceNotes:
    voices = voice_settings(settings, "auto", None, 1.0)
    return VoiceNotes(settings.home / "voice", settings.public_url, voices, office_words(settings, None))


def transcriber_of(settings: Settings) -> Transcriber | None:
    """Raises NotConfigured."""
    if settings.transcriber == "viet-asr":
        from bots.transcription.viet_asr_wheel import WheelTranscriber

        return WheelTranscriber()
    if settings.transcriber == "endpoint":
        if not settings.transcription_base_url:
            raise NotConfigured(_NO_ENDPOINT)
        from bots.transcription.openai_endpoint import EndpointSettings, EndpointTranscriber

        key = settings.transcription_api_key.get_secret_value()
        return EndpointTranscriber(EndpointSettings(settings.transcription_base_url, settings.transcription_model, key))
    return None
