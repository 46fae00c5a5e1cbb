"""A good event of each platform, and requests that no webhook may accept."""

from __future__ import annotations

import json
import random
from typing import Any

OA_EVENT: dict[str, Any] = {
    "app_id": "1",
    "sender": {"id": "2"},
    "recipient": {"id": "4"},
    "event_name": "user_send_text",
    "message": {"text": "Đổi bằng lái xe?", "msg_id": "a1"},
    "timestamp": "1790000000000",
}
TG_EVENT: dict[str, Any] = {
    "update_id": 1,
    "message": {"message_id": 1, "from": {"id": 7}, "chat": {"id": 7, "type": "private"}, "text": "Đổi bằng lái?"},
}
ZBOT_EVENT: dict[str, Any] = {
    "event_name": "message.text.received",
    "message": {"message_id": "m", "from": {"id": "a"}, "chat": {"id": "a"}, "date": 1790000000000, "text": "Đổi?"},
}


def raw_of(event: Any) -> bytes:
    return json.dumps(event, ensure_ascii=False).encode()


_HUGE = b'{"a": "' + b"x" * 10_000_000 + b'"}'
_ODD = [None, True, 1, -1, 1.5, "", "\x00", [], [[]], {}, {"id": {}}, "9" * 400, 10**30, [None] * 3]


def broken(event: dict[str, Any], number: int, lots: random.Random) -> tuple[bytes, bool]:
    """A request that must not be accepted, and whether it carries a valid signature."""
    match number % 8:
        case 0:
            return raw_of(event), False
        case 1:
            return _HUGE if number % 400 == 1 else b"[" * 60_000, lots.random() < 0.5
        case 2:
            return lots.randbytes(lots.randrange(200)) + b"\xff", True
        case 3:
            return raw_of(lots.choice(_ODD)), True
        case 4:
            return raw_of(event)[: lots.randrange(1, len(raw_of(event)) - 1)], True
        case 5:
            return b'{"a":' * 20_000 + b"1" + b"}" * 20_000, True
        case _:
            return raw_of(_spoiled(event, lots)), True


def _spoiled(value: dict[str, Any], lots: random.Random) -> dict[str, Any]:
    """The event with one part that it can't do without of a wrong type."""
    places: list[tuple[str, ...]] = []

    def walk(node: dict[str, Any], path: tuple[str, ...]) -> None:
        for name, child in node.items():
            if name in {"event_name", "update_id", "msg_id", "chat"} or (name == "sender" and "id" in child):
                places.append((*path, name))
            if isinstance(child, dict):
                walk(child, (*path, name))

    walk(value, ())
    copied: dict[str, Any] = json.loads(json.dumps(value))
    node = copied
    *path, last = lots.choice(places)
    for name in path:
        node = node[name]
    node[last] = lots.choice([None, True, [], {}, [1], {"id": []}, 1.5, "9" * 400])
    return copied
