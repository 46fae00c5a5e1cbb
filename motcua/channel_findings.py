"""Which channels are set up, how they receive, and what they still lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from bots.errors import NotConfigured
from motcua.bot_service import MISSING_EXTRA, has_bots
from motcua.channel_settings import Receiving
from motcua.channels import channels_of, is_any_set_up
from motcua.settings import Settings

if TYPE_CHECKING:
    from bots.channel import Channel

_NOBODY = "Chưa mở kênh nhắn tin nào."
_RECEIVES = {"polling": "Nhận tin bằng `motcua bot {name}`.", "webhook": "Nhận tin ở /webhooks/{name}."}
_NO_LOGIN = "Chưa đăng nhập: chạy `motcua zalo login`."


@dataclass(frozen=True, slots=True)
class ChannelFinding:
    channel: str
    is_in_order: bool
    message: str  # Vietnamese


def channel_findings(settings: Settings) -> Iterator[ChannelFinding]:
    """Raises bots.errors.NotConfigured for a channel that can't be opened at all, knowledge.errors.StoreError."""
    ways = [way for way in get_args(Receiving) if is_any_set_up(settings, way)]
    if not ways:
        yield ChannelFinding("channels", True, _NOBODY)
    elif not has_bots():
        yield ChannelFinding("channels", False, MISSING_EXTRA)
    else:
        for way in ways:
            yield from _opened(settings, way)


def _opened(settings: Settings, way: Receiving) -> Iterator[ChannelFinding]:
    from bots.opening import open_channels
    from bots.store.database import open_bots_database

    engine = open_bots_database(settings.database())
    for name, channel in open_channels(channels_of(settings, way), engine).items():
        lacking = _lacking(channel, way)
        channel.close()
        yield ChannelFinding(f"channel {name}", lacking is None, lacking or _RECEIVES[way].format(name=name))
    engine.dispose()


def _lacking(channel: Channel, way: Receiving) -> str | None:
    from bots.zalo_oa.channel import ZaloOaChannel

    try:
        if way == "webhook":
            channel.require_secret()
    except NotConfigured as error:
        return str(error)
    return _NO_LOGIN if isinstance(channel, ZaloOaChannel) and not channel.tokens.has_pair() else None
