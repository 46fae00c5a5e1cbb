"""A typed question -> what the indexes are asked: its restored reading and the records' words for citizens' words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.text.clean import one_line
from knowledge.text.lexicon import shipped
from knowledge.text.phrases import PhraseBook
from knowledge.text.restorer import Restorer
from knowledge.text.syllables import syllables

# Longer questions are read up to here: nobody needs more to name a procedure, and attackers send more.
LONGEST = 1200

_CODE = re.compile(r"(?<![\d.])\d\.\d{6}(?![\d.])")


@dataclass(frozen=True, slots=True)
class Query:
    raw: str  # cleaned, as typed
    text: str  # likeliest reading, lower case, short forms spelled out
    confidence: float  # 0-1, of the reading
    official: tuple[str, ...] = ()  # the records' words for what the question says in its own


def understand(question: str, restorer: Restorer) -> Query:
    raw = one_line(question)[:LONGEST]
    restored = restorer.restore(raw, keep=1)
    text = _without_idioms(restored.best)
    return Query(raw, text, restored.confidence, official_words(text))


def named_code(raw: str) -> str | None:
    """The procedure code that a question names ("mã 1.000703")."""
    found = _CODE.search(raw)
    return found.group() if found else None


def official_words(text: str) -> tuple[str, ...]:
    book = _synonyms()
    found = book.find(syllables(text), overlapping=True)
    return tuple(dict.fromkeys(official for match in found for official in match.value))


def _without_idioms(text: str) -> str:
    """ "Mất bao lâu" asks how long it takes; nothing is lost."""
    for pattern in _idioms():
        text = pattern.sub("", text)
    return text


@lru_cache(maxsize=1)
def _idioms() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\w){re.escape(word)} (?=(?:{'|'.join(map(re.escape, following))})(?!\w))")
        for word, following in shipped("idioms.yaml").items()
    )


@lru_cache(maxsize=1)
def _synonyms() -> PhraseBook[tuple[str, ...]]:
    return PhraseBook({phrase: tuple(official) for phrase, official in shipped("synonyms.yaml").items()})
