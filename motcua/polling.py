"""A channel that asks its platform for messages, in a process of its own."""

from __future__ import annotations

import signal
from collections.abc import Callable
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING

from bots.errors import BotsError, NotConfigured
from motcua.bot_service import build_bots, durable_worker
from motcua.housekeeping import Chore, Housekeeping
from motcua.wiring import Parts

if TYPE_CHECKING:
    from bots.polling import Poller

_TOKENS = {"telegram": "MOTCUA_TELEGRAM_TOKEN", "zalo-bot": "MOTCUA_ZALO_BOT_TOKEN"}
_LOOK_S = 0.2


def polling_parts(parts: Parts, channel: str) -> Parts:
    """The same program, with this one channel polled. Raises NotConfigured where it is not set up."""
    ways = {"telegram_receive": "webhook", "zalo_bot_receive": "webhook"}
    ways[f"{channel.replace('-', '_')}_receive"] = "polling"
    settings = parts.settings.model_copy(update=ways)
    token = settings.telegram_token if channel == "telegram" else settings.zalo_bot_token
    if not token.get_secret_value():
        raise NotConfigured(f"Kênh {channel} chưa được cài đặt: xin đặt {_TOKENS[channel]}.")
    return Parts(settings, parts.shared_embedder)


def poll(parts: Parts, channel: str, started: Callable[[], None], stop: Event) -> None:
    """Until `stop` is set. `parts` as `polling_parts` gives them. Raises bots.errors.BotsError."""
    worker = durable_worker(parts.settings, f"bot-{channel}")
    bots = build_bots(parts, "polling", worker, lambda: parts.assistant)
    if bots is None:
        raise NotConfigured(f"Kênh {channel} chưa được cài đặt.")
    housekeeping = Housekeeping([Chore("messages", parts.settings.message_days, bots.forget_before)])
    bots.start()
    housekeeping.start()
    try:
        started()
        _run(bots.poller(channel), stop)
    finally:
        housekeeping.stop()
        worker.stop()
        bots.stop()


def until_told(stop: Event) -> None:
    """Sets `stop` at SIGINT and SIGTERM; the second one ends the program at once."""

    def told(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, told)


def _run(poller: Poller, stop: Event) -> None:
    """In a thread, so that a signal is heard while the platform is waited for; what it hands out is still stored."""
    failed: list[BotsError] = []

    def work() -> None:
        try:
            poller.run(stop)
        except BotsError as error:
            failed.append(error)

    thread = Thread(target=work, name="poller", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK_S)
    if failed:
        raise failed[0]
