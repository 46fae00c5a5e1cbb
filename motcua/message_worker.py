"""Answering messages in a process of its own, so that the server's acknowledgements do not wait for answers."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from bots.errors import NotConfigured
from motcua.bot_service import build_bots, durable_worker
from motcua.wiring import Parts


def answer_messages(parts: Parts, name: str, started: Callable[[], None], stop: Event) -> None:
    """Until `stop` is set. `name`: different in every such process, the same again after a restart.

    Raises bots.errors.NotConfigured, knowledge.errors.StoreError.
    """
    worker = durable_worker(parts.settings, name)
    bots = build_bots(parts, "webhook", worker, lambda: parts.assistant)
    if bots is None:
        raise NotConfigured("Chưa có kênh nhắn tin nào nhận qua webhook: xin đặt mã của kênh trong cài đặt.")
    bots.start()
    try:
        started()
        stop.wait()
    finally:
        worker.stop()
        bots.stop()
