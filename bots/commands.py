"""Commands that people type, and what a press of a button says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    START = "start"
    HELP = "tro_giup"
    SOURCES = "nguon"
    PERSON = "noi_nguoi"
    MACHINE = "hoi_may"
    ERASE = "xoa_du_lieu"
    ERASE_YES = "dong_y_xoa"
    ERASE_NO = "giu_lai"
    USEFUL = "co_ich"
    NOT_USEFUL = "chua_dung"
    LISTEN = "nghe"


_COMMAND = re.compile(r"[/#]([a-z_]+)(?:@\w+)?(?:\s|$)")
_ACTION = re.compile(r"#?(?:(?P<what>opt|fb|say|cmd):(?P<first>[a-z0-9_]{1,32})(?::(?P<second>[a-z0-9]{1,8}))?)\Z")
_ALIASES = {"help": Command.HELP, "stop": Command.ERASE}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Option `number` (from 1) of the answer to event `reference`."""

    reference: int
    number: int


@dataclass(frozen=True, slots=True)
class Rated:
    reference: int
    useful: bool


@dataclass(frozen=True, slots=True)
class Listen:
    reference: int


Action = Chosen | Rated | Listen | Command


def command_in(text: str) -> Command | None:
    """The command at the beginning of a message."""
    match = _COMMAND.match(text.strip().lower())
    if match is None:
        return None
    name = match.group(1)
    return _ALIASES.get(name) or (Command(name) if name in set(Command) else None)


def is_action(text: str) -> bool:
    return action_in(text) is not None


def action_in(text: str) -> Action | None:
    """What the action of a button means; None for one that we never made."""
    match = _ACTION.match(text)
    if match is None:
        return None
    what, first, second = match.group("what", "first", "second")
    if what == "cmd":
        return Command(first) if first in set(Command) and not second else None
    if not first.isdecimal() or len(first) > 12:
        return None
    if what == "say":
        return None if second else Listen(int(first))
    if what == "fb":
        return Rated(int(first), second == "up") if second in {"up", "down"} else None
    return Chosen(int(first), int(second)) if second and second.isdecimal() else None
