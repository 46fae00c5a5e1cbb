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


_LETTER = r"[^\W\d_\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u218b\u2460-\u24ff\u2776-\u2793]"
"""A letter; raised, circled and fraction digits, which \\w counts in, are symbols here."""
_DOMAIN_END = r"\.(?:vn|com|net|org|info|edu|gov|asia)"
_TOKEN = re.compile(
    rf"""
    (?P<web>https?://[^\s,;<>"“”()]+[^\s,;.:<>"“”()]
      | (?:www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+ | [A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
      | [A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*{_DOMAIN_END}(?:\.vn)?(?![\w]))(?:/[A-Za-z0-9_./?=&%\#-]*[A-Za-z0-9_/])?)
    | (?P<number>[0-9]+(?:[.,][0-9]+)*)
    | (?P<word>{_LETTER}+(?:[\u0300-\u036f]+{_LETTER}*)*)
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
