"""Events of the Zalo Bot Platform, in the documented shape (wrapped) and in the one seen live (flat)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bots.errors import Malformed
from bots.events import Event, EventKind, Ignored, Inbound
from bots.json_bodies import identifier, json_object, moment_ms, part, words

_KINDS = {
    "message.text.received": EventKind.TEXT,
    "message.link.received": EventKind.TEXT,
    "message.image.received": EventKind.IMAGE,
    "message.sticker.received": EventKind.STICKER,
    "message.voice.received": EventKind.VOICE,
    "message.unsupported.received": EventKind.UNSUPPORTED,
}


def parse_event(raw: bytes) -> Event:
    """Raises Malformed."""
    if not raw.strip():
        return Ignored("empty probe")
    return event_of(json_object(raw))


def event_of(body: Mapping[str, Any]) -> Event:
    """Raises Malformed."""
    inner = part(body, "result") if "result" in body else body
    name = identifier(inner, "event_name")
    kind = _KINDS.get(name)
    if kind is None:
        return Ignored(name)
    message = part(inner, "message")
    if not message:
        # Nobody can be answered: an "unsupported" event may come without its message.
        return Ignored(f"{name} without a message")
    sender = part(message, "from")
    if sender.get("is_bot") is True:
        return Ignored("from a bot")
    chat = identifier(part(message, "chat"), "id")
    message_id = identifier(message, "message_id")
    return Inbound(
        event_id=f"{chat}:{message_id}",
        conversation=chat,
        user=identifier(sender, "id") if sender else chat,
        kind=kind,
        text=_text(message),
        media_url=_media(message),
        sent_ms=moment_ms(message, "date"),
        message_ref=message_id,
    )


def _text(message: Mapping[str, Any]) -> str:
    return words(message, "text") or words(message, "caption") or words(message, "link")


def _media(message: Mapping[str, Any]) -> str | None:
    for name in ("photo_url", "photo", "voice_url", "url"):
        value = message.get(name)
        if value is not None and not isinstance(value, str):
            raise Malformed(f"{name} is {type(value).__name__}")
        if value:
            return words(message, name)
    return None
