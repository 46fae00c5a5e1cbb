"""The words of a command line before it is parsed, and the values that several commands read alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from motcua.errors import Misuse
from motcua.logs import LEVELS

_HALVES = re.compile("[\ud800-\udfff]")
_LEVEL = "--log-level"
_GLOBAL = ("--home", _LEVEL)


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Global options may stand anywhere before "--": `motcua ask "..." --home DIR` too."""
    first: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*first, *rest, word, *words]
        if word in _GLOBAL:
            first += [word, *([value] if (value := next(words, None)) is not None else [])]
        elif word.partition("=")[0] in _GLOBAL:
            first.append(word)
        else:
            rest.append(word)
    return [*first, *rest]


def asked_level(arguments: Sequence[str]) -> str | None:
    """The value of --log-level, where it is one."""
    words = globals_first(arguments)
    for word, value in zip(words, [*words[1:], ""], strict=True):
        level = word.partition("=")[2] if word.startswith(f"{_LEVEL}=") else value if word == _LEVEL else None
        if level is not None:
            return level if level in LEVELS else None
    return None


def wants_json(arguments: Sequence[str]) -> bool:
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in own


def day(text: str | None) -> date | None:
    """Raises Misuse for what is no ISO day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Misuse(f"Ngày «{text}» chưa đúng: xin viết NĂM-THÁNG-NGÀY, ví dụ 2026-06-30.") from error


def sentence_of(words: Sequence[str]) -> str:
    """What was typed, with or without quotes around it."""
    return readable(" ".join(words))


def readable(text: str) -> str:
    """Bytes that are no UTF-8, and halves of characters, become replacement characters."""
    return _HALVES.sub("\ufffd", text)
