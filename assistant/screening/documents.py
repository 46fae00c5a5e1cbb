"""Takes commands out of the text of documents: what was ingested is material, never an instruction."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.screening.patterns import PatternBook
from assistant.screening.views import hidden_words, plain_words
from assistant.screening.vocabulary import screens

_BLOCK = re.compile(r"\[[^\[\]]{20,}\]|<!--.*?-->|\{[^{}]{20,}\}", re.DOTALL)
_SENTENCE = re.compile(r"((?<=[.!?])\s+(?=[^\W\d_a-z])|\n)")


@lru_cache(maxsize=4096)
def without_instructions(text: str) -> str:
    """The text without the sentences, and the bracketed notes, that command a program or ask for secrets."""
    kept = _BLOCK.sub(lambda block: "" if commands(block.group()) else block.group(), text)
    pieces = _SENTENCE.split(kept)  # sentences, and between them what parted them
    harmless = [piece for piece in pieces if not commands(piece)]
    return kept if len(harmless) == len(pieces) else "".join(harmless).strip()


def commands(text: str) -> bool:
    """Whether the text speaks to a program rather than to a citizen."""
    return any(book.first(words) is not None for words in (plain_words(text), *hidden_words(text)) for book in _books())


@lru_cache(maxsize=1)
def _books() -> tuple[PatternBook, ...]:
    known = screens()
    return known.documents, *(screen.book for screen in known.screens if screen.kind == "instructions")
