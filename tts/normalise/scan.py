"""Where a rule stands in the text: the tokens, and what is to the left and right of a place."""

from __future__ import annotations

import re
from typing import NamedTuple

from tts.normalise.lexicon import FIRST_TOKEN, Entry, Lexicon, Unit
from tts.normalise.tokens import Kind, Token, tokenise

_NEXT_WORD = re.compile(r"[\s“\"'‘(]*([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_SKIPPED = frozenset(":.(“\"'‘")


class Reading(NamedTuple):
    """What the source up to offset ``end`` is read as. ``why``: the reason if it is a guess; ``tag``: its family."""

    end: int
    spoken: str
    why: str = ""
    tag: str = ""


class Scan:
    """A text being read: tokens, position, and the tag of the reading before the present one."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = tokenise(text)
        self.index = 0
        self.last_tag = ""
        self.said: list[str] = []
        self._of_city: bool | None = None

    def is_of_city(self) -> bool:
        """Does the text speak of a Thành ủy and of no Tỉnh ủy? Both are abbreviated TU."""
        if self._of_city is None:
            small = self.text.lower()
            self._of_city = "thành ủy" in small and "tỉnh ủy" not in small
        return self._of_city

    def previous(self, back: int = 1) -> Token | None:
        place = self.index - back
        return self.tokens[place] if place >= 0 else None

    def at_line_start(self) -> bool:
        before = self.previous()
        return before is None or before.kind is Kind.NEWLINE

    def words_before(self, limit: int = 3) -> list[str]:
        """Up to ``limit`` words or numbers to the left in lower case, nearest last; ends at a stop or comma."""
        found: list[str] = []
        place = self.index - 1
        while place >= 0 and len(found) < limit:
            token = self.tokens[place]
            if token.kind in (Kind.WORD, Kind.NUMBER):
                found.append(token.small)
            elif token.text not in _SKIPPED or (token.text == "." and len(found) > 0):
                break
            place -= 1
        return found[::-1]

    def after(self, context: str) -> bool:
        """Do the words to the left end in one that ``contexts.tsv`` lists under ``context``?"""
        return self.left_in(self.lexicon.contexts[context])

    def left_in(self, phrases: frozenset[str] | tuple[str, ...]) -> bool:
        words = self.words_before()
        return any(" ".join(words[-size:]) in phrases for size in range(1, len(words) + 1))

    def next_word(self, end: int) -> str:
        match = _NEXT_WORD.match(self.text, end)
        return match.group(1) if match else ""

    def before(self, end: int, context: str) -> bool:
        """Do the words to the right of ``end`` begin with one listed under ``context``?"""
        match = _NEXT_WORD.match(self.text, end)
        if not match:
            return False
        phrases = self.lexicon.contexts[context]
        first, second = match.group(1).lower(), (match.group(2) or "").lower()
        return first in phrases or f"{first} {second}" in phrases

    def unit_at(self, end: int) -> tuple[Unit, int] | None:
        """The unit written right after offset ``end`` (one space allowed unless it has to be glued)."""
        match = self.lexicon.unit_form.match(self.text, end)
        if not match:
            return None
        unit = self.lexicon.units[match["unit"]]
        if match["gap"] and unit.glued:
            return None
        entry = self.entry_at(match.start("unit"))
        if entry is not None and len(entry.written) > len(unit.symbol):
            return None
        return unit, match.end()

    def entry_at(self, start: int) -> Entry | None:
        """The word-list entry that begins at offset ``start`` and fits its context there, if any."""
        first = FIRST_TOKEN.match(self.text, start)
        for entry in self.lexicon.by_first.get(first.group(), ()) if first else ():
            end = start + len(entry.written)
            if (
                self.text.startswith(entry.written, start)
                and self._whole(entry.written, end)
                and self._fits(entry, end)
            ):
                return entry
        return None

    def _whole(self, written: str, end: int) -> bool:
        return end >= len(self.text) or not (written[-1].isalnum() and self.text[end].isalnum())

    def _fits(self, entry: Entry, end: int) -> bool:
        if entry.left and not self.left_in(entry.left):
            return False
        if not entry.right:
            return True
        rest = self.text[end : end + 12].lstrip(" .\u00a0")
        if not rest:
            return False
        return any(
            (want == "Name" and rest[0].isupper()) or (want == "number" and rest[0].isdigit()) or rest.startswith(want)
            for want in entry.right
        )
