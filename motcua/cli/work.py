"""`motcua work`: answers messages beside a server that only takes them in."""

from __future__ import annotations

import os
from threading import Event
from typing import Annotated

import typer

from motcua.cli.output import bars, say
from motcua.cli.state import state_of

_POLITENESS = (
    5  # where processors are scarce, an answer waits rather than an acknowledgement: platforms give up on that
)


def work(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="Tên riêng của tiến trình này, giữ nguyên qua các lần mở lại.")] = "work",
) -> None:
    """Trả lời tin nhắn thay dịch vụ (dịch vụ chạy với MOTCUA_MESSAGES_HERE=false)."""
    from motcua.message_worker import answer_messages
    from motcua.polling import until_told

    if hasattr(os, "nice"):
        os.nice(_POLITENESS)
    parts = state_of(context).parts
    with bars() as shown:
        parts.bring_up_to_date(shown.show)
    parts.warm()
    stop = Event()
    until_told(stop)
    answer_messages(parts, name, lambda: say("Đang trả lời tin nhắn (Ctrl+C để dừng)."), stop)
    say("Đã dừng theo yêu cầu.")
