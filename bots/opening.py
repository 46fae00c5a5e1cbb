"""Settings -> the channels that they set up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from sqlalchemy import Engine

from bots.channel import Channel
from bots.settings import BotsSettings
from bots.telegram_channel import TelegramChannel
from bots.zalo_bot.channel import ZaloBotChannel
from bots.zalo_oa.channel import ZaloOaChannel


def open_channels(settings: BotsSettings, engine: Engine, clock: Callable[[], float] = time.time) -> dict[str, Channel]:
    """By their names. Raises NotConfigured."""
    return {channel.name: channel for channel in _opened(settings, engine, clock)}


def _opened(settings: BotsSettings, engine: Engine, clock: Callable[[], float]) -> Iterator[Channel]:
    if settings.telegram:
        yield TelegramChannel(settings.telegram)
    if settings.zalo_oa:
        yield ZaloOaChannel(settings.zalo_oa, engine, clock)
    if settings.zalo_bot:
        yield ZaloBotChannel(settings.zalo_bot)
