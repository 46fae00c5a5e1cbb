"""`motcua bot`: a channel without a public address, by asking its platform; and telling the platform of our webhook."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from motcua.cli.output import bars, say
from motcua.cli.state import state_of
from motcua.errors import Misuse

if TYPE_CHECKING:
    from motcua.settings import Settings

Polled = Literal["telegram", "zalo-bot"]


def bot(
    context: typer.Context,
    channel: Annotated[Polled, typer.Argument(metavar="KÊNH", help="telegram hoặc zalo-bot.")],
    set_webhook: Annotated[
        bool, typer.Option("--set-webhook", help="Báo địa chỉ webhook của dịch vụ cho nền tảng rồi thoát.")
    ] = False,
) -> None:
    """Nhận và trả lời tin nhắn bằng cách hỏi nền tảng (long polling)."""
    from motcua.polling import poll, polling_parts, until_told

    state = state_of(context)
    if set_webhook:
        say(f"Đã báo địa chỉ webhook: {_announce(state.settings, channel)}")
        return
    parts = polling_parts(state.parts, channel)
    with bars() as shown:
        parts.bring_up_to_date(shown.show)
    parts.warm()
    stop = Event()
    until_told(stop)
    poll(parts, channel, lambda: say(f"Đang nhận tin nhắn {channel} (Ctrl+C để dừng)."), stop)
    say("Đã dừng theo yêu cầu.")


def _announce(settings: Settings, channel: Polled) -> str:
    """Raises Misuse, bots.errors.BotsError."""
    from bots.telegram_channel import TelegramChannel
    from bots.zalo_bot.channel import ZaloBotChannel
    from motcua.channels import telegram_of, zalo_bot_of

    if not settings.public_url:
        raise Misuse("Thiếu MOTCUA_PUBLIC_URL: địa chỉ https mà nền tảng gọi tới được.")
    url = f"{settings.public_url}/webhooks/{channel}"
    telegram, zalo = telegram_of(settings), zalo_bot_of(settings)
    if channel == "telegram" and telegram:
        target = TelegramChannel(telegram)
        try:
            target.set_webhook(url)
            target.publish_commands()
        finally:
            target.close()
    elif channel == "zalo-bot" and zalo:
        other = ZaloBotChannel(zalo)
        try:
            other.set_webhook(url)
        finally:
            other.close()
    else:
        raise Misuse(f"Kênh {channel} chưa được cài đặt.")
    return url
