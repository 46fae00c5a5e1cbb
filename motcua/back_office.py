"""What people do with conversations, beside a running server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bots.errors import NotConfigured
from motcua.bot_service import MISSING_EXTRA, has_bots
from motcua.channels import queue_of
from motcua.errors import InputFailed
from motcua.settings import Settings

if TYPE_CHECKING:
    from bots.back_office import BackOffice


def open_office(settings: Settings) -> BackOffice:
    """Raises NotConfigured where the extra `bots` is not installed, knowledge.errors.StoreError."""
    if not has_bots():
        raise NotConfigured(MISSING_EXTRA)
    from bots.back_office import open_back_office

    settings.home.mkdir(parents=True, exist_ok=True)
    return open_back_office(settings.database(), queue_of(settings))


def conversation_of(name: str) -> tuple[str, str]:
    """(channel, conversation) of a name like "telegram:7", as `motcua queue` prints it. Raises InputFailed."""
    channel, _, conversation = name.strip().partition(":")
    if not channel or not conversation:
        raise InputFailed("Tên cuộc trò chuyện chưa đúng: chép đúng tên mà `motcua queue` in ra, ví dụ telegram:7.")
    return channel, conversation
