"""Updates of Telegram's Bot API, read by their documented fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bots.events import Event, EventKind, Ignored, Inbound
from bots.json_bodies import identifier, json_object, part, words

CALLBACK = "callback:"
FILE = "telegram-file:"
_KINDS = {
    "text": EventKind.TEXT,
    "voice": EventKind.VOICE,
    "audio": EventKind.VOICE,
    "video_note": EventKind.VOICE,
    "photo": EventKind.IMAGE,
    "animation": EventKind.IMAGE,
    "sticker": EventKind.STICKER,
    "location": EventKind.LOCATION,
    "venue": EventKind.LOCATION,
    "document": EventKind.FILE,
    "video": EventKind.FILE,
    "contact": EventKind.UNSUPPORTED,
    "poll": EventKind.UNSUPPORTED,
    "dice": EventKind.STICKER,
}


def parse_update(raw: bytes) -> Event:
    """Raises Malformed."""
    return event_of(json_object(raw))


def event_of(update: Mapping[str, Any]) -> Event:
    """Raises Malformed."""
    update_id = identifier(update, "update_id")
    press = part(update, "callback_query")
    if press:
        return _press(update_id, press)
    # An edited question is a question: its update has its own id.
    message = part(update, "message") or part(update, "edited_message")
    return _message(update_id, message) if message else Ignored("update without a message")


def _message(update_id: str, message: Mapping[str, Any]) -> Event:
    chat, sender = part(message, "chat"), part(message, "from")
    if chat.get("type") != "private":
        return Ignored("not a private chat")
    if sender.get("is_bot") is True:
        return Ignored("from a bot")
    name = next((name for name in _KINDS if message.get(name) is not None), None)
    if name is None:
        return Ignored("service message")
    chat_id = identifier(chat, "id")
    return Inbound(
        event_id=update_id,
        conversation=chat_id,
        user=identifier(sender, "id") if sender else chat_id,
        kind=_KINDS[name],
        text=words(message, "text") or words(message, "caption"),
        media_url=FILE + identifier(part(message, name), "file_id") if name in {"voice", "audio"} else None,
        sent_ms=int(identifier(message, "date")) * 1000 if _is_number(message.get("date")) else 0,
    )


def _press(update_id: str, press: Mapping[str, Any]) -> Event:
    message, sender = part(press, "message"), part(press, "from")
    chat = part(message, "chat")
    if not chat or press.get("data") is None:
        return Ignored("press without a chat or data")
    if chat.get("type") != "private":
        return Ignored("not a private chat")
    return Inbound(
        event_id=update_id,
        conversation=identifier(chat, "id"),
        user=identifier(sender, "id"),
        kind=EventKind.PRESS,
        text=words(press, "data"),
        message_ref=CALLBACK + identifier(press, "id"),
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**11
