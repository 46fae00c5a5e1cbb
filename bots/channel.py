"""A channel: one messaging platform behind one shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bots.desk import VoiceForm
from bots.events import Event, Inbound
from bots.replies import Outbound

LONGEST_RECORDING = 5_000_000


class Count(StrEnum):
    """How a platform counts the length of a text."""

    UTF16 = "utf16"
    CODE_POINTS = "code_points"


class Markup(StrEnum):
    PLAIN = "plain"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Capabilities:
    longest_text: int
    count: Count
    markup: Markup
    most_buttons: int  # on one message; 0: none
    longest_title: int  # of a button, code points
    longest_action: int  # of a button, UTF-8 bytes
    voice_out: VoiceForm | None
    action_prefix: str = ""
    typing_after_s: float = 0.0  # an answer that is ready sooner needs no acknowledgement


@dataclass(frozen=True, slots=True)
class Receipt:
    message_id: str
    remaining: int | None = None  # messages that may still be sent to this person, where the platform says so


@dataclass(frozen=True, slots=True)
class Recording:
    """A voice message as the platform stores it; the name's ending tells the format."""

    data: bytes
    name: str


class Channel(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    def require_secret(self) -> None:
        """Raises NotConfigured where a webhook could not tell the platform from a stranger."""
        ...

    def verify(self, headers: Mapping[str, str], raw: bytes) -> bool:
        """Whether the platform sent this. `headers` have lower-case names."""
        ...

    def parse(self, raw: bytes) -> Sequence[Event]:
        """Raises Malformed for what is not an event of this platform."""
        ...

    def acknowledge(self, event: Inbound) -> None:
        """Shows the person that the message has arrived, as far as the platform can. Raises SendFailed."""
        ...

    def send(self, conversation: str, message: Outbound) -> Receipt:
        """Raises TryLater, Undeliverable, NeedsPerson."""
        ...

    def fetch(self, event: Inbound) -> Recording:
        """The recording of a voice message, at most LONGEST_RECORDING bytes. Raises SendFailed."""
        ...

    def close(self) -> None: ...


class PollingChannel(Channel, Protocol):
    def delete_webhook(self) -> None:
        """Platforms hand events to a webhook or to a poller, never to both. Raises SendFailed."""
        ...

    def poll(self) -> Sequence[Event]:
        """Waits for the next events. Those of one call are confirmed to the platform by the next call.

        Raises SendFailed.
        """
        ...
