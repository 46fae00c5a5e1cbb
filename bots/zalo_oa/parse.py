"""Events of a Zalo Official Account. Ids and times are strings; every event is one object."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from bots.commands import is_action
from bots.errors import Malformed
from bots.events import Event, EventKind, Ignored, Inbound
from bots.json_bodies import identifier, json_object, moment_ms, part, words

_KINDS = {
    "text": EventKind.TEXT,
    "link": EventKind.TEXT,
    "audio": EventKind.VOICE,
    "image": EventKind.IMAGE,
    "gif": EventKind.IMAGE,
    "sticker": EventKind.STICKER,
    "location": EventKind.LOCATION,
    "file": EventKind.FILE,
    "video": EventKind.FILE,
    "business_card": EventKind.FILE,
}
ANONYMOUS = "anonymous:"


def parse_event(raw: bytes) -> Event:
    """Raises Malformed."""
    body = json_object(raw)
    name = identifier(body, "event_name")
    if name.startswith("user_send_"):
        return _message(body, name.removeprefix("user_send_"), anonymous=False)
    if name.startswith("anonymous_send_"):
        return _message(body, name.removeprefix("anonymous_send_"), anonymous=True)
    if name.startswith("oa_send_"):
        return _echo(body, name)
    if name == "follow":
        user = identifier(part(body, "follower"), "id")
        return Inbound(_event_id(body, raw), user, user, EventKind.FOLLOW, sent_ms=moment_ms(body, "timestamp"))
    if name == "user_withdraw":
        user = identifier(body, "user_id")
        return Inbound(_event_id(body, raw), user, user, EventKind.WITHDRAW, sent_ms=moment_ms(body, "timestamp"))
    return Ignored(name)


def _message(body: Mapping[str, Any], what: str, *, anonymous: bool) -> Event:
    message = part(body, "message")
    user = identifier(part(body, "sender"), "id")
    message_id = identifier(message, "msg_id")
    text = words(message, "text")
    kind = _KINDS.get(what, EventKind.UNSUPPORTED)
    if kind is EventKind.TEXT and not text:
        text = _link(message)
    if kind is EventKind.TEXT and text.startswith("#") and is_action(text):
        kind, text = EventKind.PRESS, text.removeprefix("#")
    conversation = f"{ANONYMOUS}{user}:{identifier(message, 'conversation_id')}" if anonymous else user
    return Inbound(
        event_id=message_id,
        conversation=conversation,
        user=user,
        kind=kind,
        text=text,
        media_url=_media(message),
        sent_ms=moment_ms(body, "timestamp"),
        message_ref=None if anonymous else message_id,
    )


def _echo(body: Mapping[str, Any], name: str) -> Event:
    """What the account itself sent: of interest only when a person wrote it in the account's own tool."""
    sender, message = part(body, "sender"), part(body, "message")
    if not sender.get("admin_id"):
        return Ignored(name)
    user = identifier(part(body, "recipient"), "id")
    return Inbound(
        event_id=identifier(message, "msg_id"),
        conversation=user,
        user=identifier(sender, "admin_id"),
        kind=EventKind.STAFF_SPOKE,
        text=words(message, "text"),
        sent_ms=moment_ms(body, "timestamp"),
    )


def _media(message: Mapping[str, Any]) -> str | None:
    payload = _payload(message)
    return words(payload, "url") or None


def _link(message: Mapping[str, Any]) -> str:
    payload = _payload(message)
    return words(payload, "description") or words(payload, "url")


def _payload(message: Mapping[str, Any]) -> Mapping[str, Any]:
    attachments = message.get("attachments")
    if attachments is None:
        return {}
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise Malformed("attachments is no list of objects")
    return part(attachments[0], "payload") if attachments else {}


def _event_id(body: Mapping[str, Any], raw: bytes) -> str:
    """Events without a message have no id of their own: their content is."""
    digest = hashlib.blake2b(raw, digest_size=16).hexdigest()
    return f"{identifier(body, 'event_name')}-{digest}"
