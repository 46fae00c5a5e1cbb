"""Tries the screens on a message, in their order; the first that holds settles the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answers import Reason, Status
from assistant.screening.patterns import PatternBook
from assistant.screening.readability import is_readable
from assistant.screening.views import Words, hidden_words, plain_words
from assistant.screening.vocabulary import Screen, Screens, screens

_ANY = 0  # where the patterns must cover the whole message, no match needs proof of its own


class Readable(Protocol):
    """A question as `knowledge.retrieval.understanding.Query` holds it."""

    @property
    def raw(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ScreenResult:
    kind: str  # "instructions", "erase_data", "greeting", ...: finer than the reason
    status: Status
    reason: Reason
    message: str  # key for assistant.messages.message
    pattern: str  # what it was seen by, for the trace; never the citizen's words
    unless_named: bool = False  # not for what a procedure's name and needs say nearly whole


_UNREADABLE = ScreenResult("unreadable", Status.CLARIFY, Reason.UNREADABLE, Reason.UNREADABLE.value, "unreadable")


def screen(question: Readable) -> ScreenResult | None:
    """What settles the message before it is understood, or None for a question to be answered."""
    known = screens()
    shown = _distinct(plain_words(question.raw), plain_words(question.text))
    hidden: list[Words] | None = None
    for one in known.screens:
        seen = _holds(one, shown, known)
        if seen is None and one.hidden:
            hidden = (
                [view for view in _distinct(*hidden_words(question.raw)) if view not in shown]
                if hidden is None
                else hidden
            )
            seen = _holds(one, hidden, known)
        if seen is not None:
            return ScreenResult(one.kind, one.status, one.reason, one.message, seen, one.unless_named)
    return None if is_readable(question.raw, known.words) else _UNREADABLE


def _distinct(*views: Words) -> Sequence[Words]:
    return tuple(dict.fromkeys(views))


def _holds(one: Screen, views: Sequence[Words], known: Screens) -> str | None:
    """The notation by which the screen holds in one of the views."""
    if one.unless and any(guard.first(view) is not None for view in views for guard in one.unless):
        return None
    for view in views:
        if one.longest is not None and len(view) > one.longest:
            continue
        pattern = one.book.first(view, _ANY) if one.whole else one.book.first(view)
        if pattern is not None and (not one.whole or _covered(view, (one.book, known.fillers))):
            return pattern.notation
    return None


def _covered(words: Words, books: Sequence[PatternBook]) -> bool:
    covered = {at for start, end in _spans(words, books) for at in range(start, end)}
    return len(covered) == len(words)


def _spans(words: Words, books: Sequence[PatternBook]) -> Iterator[tuple[int, int]]:
    for book in books:
        for start, end, _ in book.spans(words, _ANY):
            yield start, end
