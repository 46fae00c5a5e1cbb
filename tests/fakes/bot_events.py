"""Events as the platforms send them, for one citizen each."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from fakes.bot_platforms.zalo_oa import FakeZaloOa

PERSON = 7


def telegram_text(number: int, text: str, person: int = PERSON) -> dict[str, Any]:
    sender = {"id": person, "is_bot": False, "first_name": "Lan"}
    chat = {"id": person, "type": "private", "first_name": "Lan"}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": message}


def telegram_press(number: int, data: str, person: int = PERSON) -> dict[str, Any]:
    sender = {"id": person, "is_bot": False, "first_name": "Lan"}
    chat = {"id": person, "type": "private", "first_name": "Lan"}
    message = {"message_id": 1, "date": int(time.time()), "chat": chat, "text": "x"}
    press = {"id": str(number), "from": sender, "chat_instance": "1", "data": data, "message": message}
    return {"update_id": number, "callback_query": press}


def zalo_oa_text(number: int, text: str) -> dict[str, Any]:
    return {
        "app_id": FakeZaloOa.app_id,
        "sender": {"id": "u7"},
        "recipient": {"id": "oa"},
        "event_name": "user_send_text",
        "message": {"text": text, "msg_id": f"m{number}"},
        "timestamp": str(int(time.time() * 1000)),
    }


def zalo_bot_text(number: int, text: str) -> dict[str, Any]:
    message = {
        "message_id": f"zb{number}",
        "date": int(time.time() * 1000),
        "from": {"id": "z7", "display_name": "Lan", "is_bot": False},
        "chat": {"id": "z7", "chat_type": "PRIVATE"},
        "text": text,
    }
    return {"event_name": "message.text.received", "message": message}


def wait_for(condition: Callable[[], bool], patience_s: float = 60) -> None:
    until = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
