"""Text cut into typed tokens; every rule is asked at a token, never over the whole text."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    WORD = "word"
    NUMBER = "number"
    WEB = "web"
    NEWLINE = "newline"
    SYMBOL = "symbol"


class Token(NamedTuple):
    """``text`` is ``source[start:end]``; ``small`` the same in lower case."""

    kind: Kind
    text: str
    small: str
    start: int
    end: int


_DOMAIN_END = r"\.(?:vn|com|net|org|info|edu|gov|asia)"
_TOKEN = re.compile(
    rf"""
    (?P<web>https?://[^\s,;<>"“”()]+[^\s,;.:<>"“”()]
      | (?:www\.[\w-]+(?:\.[\w-]+)+ | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | [A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*{_DOMAIN_END}(?:\.vn)?(?![\w]))(?:/[\w./?=&%#-]*[\w/])?)
    | (?P<number>[0-9]+(?:[.,][0-9]+)*)
    | (?P<word>[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)
    | (?P<newline>\s*\n\s*)
    | (?P<space>\s+)
    | (?P<symbol>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = {kind.value: kind for kind in Kind}


def tokenise(text: str) -> list[Token]:
    """Tokens of ``text`` in order; spaces are left out (a gap between ``end`` and ``start`` shows them)."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = _KINDS.get(match.lastgroup or "")
        if kind is not None:
            piece = match.group()
            tokens.append(Token(kind, piece, piece.lower(), match.start(), match.end()))
    return tokens
