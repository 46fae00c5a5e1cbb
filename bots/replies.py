"""A reply before and after rendering."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer stands; `label` is one line for the citizen."""

    label: str
    url: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the citizen can do next.

    `action` comes back when the button is pressed; `typed` is what to write where there are no buttons.
    """

    title: str
    action: str
    typed: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to be shown, whatever the channel: `options` are answers to a question asked back, `actions` the rest."""

    text: str
    sources: tuple[Source, ...] = ()
    options: tuple[Choice, ...] = ()
    actions: tuple[Choice, ...] = ()
    voice: str | None = None  # path or address of the text read aloud


@dataclass(frozen=True, slots=True)
class Button:
    title: str
    action: str = ""
    url: str = ""  # instead of an action


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message of a platform. `rich` is `text` in the channel's markup, where it has one."""

    text: str
    rich: str | None = None
    buttons: tuple[Button, ...] = ()
    voice: str | None = None


def outbound_to_json(message: Outbound) -> str:
    return json.dumps(asdict(message), ensure_ascii=False, separators=(",", ":"))


def outbound_from_json(text: str) -> Outbound:
    plain: dict[str, Any] = json.loads(text)
    return Outbound(**plain | {"buttons": tuple(Button(**button) for button in plain["buttons"])})


def reply_to_json(reply: Reply) -> str:
    return json.dumps(asdict(reply), ensure_ascii=False, separators=(",", ":"))


def reply_from_json(text: str) -> Reply:
    plain: dict[str, Any] = json.loads(text)
    return Reply(
        text=plain["text"],
        sources=tuple(Source(**source) for source in plain["sources"]),
        options=tuple(Choice(**choice) for choice in plain["options"]),
        actions=tuple(Choice(**choice) for choice in plain["actions"]),
        voice=plain["voice"],
    )
