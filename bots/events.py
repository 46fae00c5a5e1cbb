"""What a platform tells us: an event that concerns a conversation, or one that needs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bots.errors import Malformed


class EventKind(StrEnum):
    TEXT = "text"
    PRESS = "press"  # a button; `text` is its action
    VOICE = "voice"
    IMAGE = "image"
    FILE = "file"
    STICKER = "sticker"
    LOCATION = "location"
    UNSUPPORTED = "unsupported"  # the platform withheld the content
    FOLLOW = "follow"
    WITHDRAW = "withdraw"  # the person withdraws consent on the platform: erase
    STAFF_SPOKE = "staff_spoke"  # a person answered in the platform's own tool
    STAFF_REPLY = "staff_reply"  # a person answers through us


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event of one conversation.

    `event_id` is unique within the channel and the same when the platform repeats the event. `conversation` is the
    channel's own key, to which replies are sent. `message_ref` is what the channel needs to acknowledge the event.
    """

    event_id: str
    conversation: str
    user: str
    kind: EventKind
    text: str = ""
    media_url: str | None = None
    sent_ms: int = 0  # Unix time in milliseconds, as the platform says; 0 where it does not
    message_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    why: str


Event = Inbound | Ignored


def read_or_pass(read: Callable[[Mapping[str, Any]], Event], body: Mapping[str, Any]) -> Event:
    """For polling: an event that can't be read is passed over, since asking for it again would bring the same."""
    try:
        return read(body)
    except Malformed as error:
        return Ignored(error.detail)
