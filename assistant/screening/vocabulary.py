"""The screens' vocabulary: assistant/data/screens.yaml, parsed once a process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.answers import Reason, Status
from assistant.screening.patterns import Pattern, PatternBook, parse
from knowledge.text.lexicon import load_yaml


@dataclass(frozen=True, slots=True)
class Screen:
    """One kind of message and the patterns that show it."""

    kind: str
    status: Status
    reason: Reason
    message: str  # key of messages.yaml
    book: PatternBook
    hidden: bool = False  # also looked for behind tricks of writing
    whole: bool = False  # nothing else may be said but small words
    unless: tuple[PatternBook, ...] = ()  # holds only where none of these words is present
    unless_named: bool = False  # doesn't hold for what a procedure's name and needs say nearly whole
    longest: int | None = None  # holds only for messages of at most so many syllables


@dataclass(frozen=True, slots=True)
class Screens:
    screens: tuple[Screen, ...]  # in the order in which they are tried
    fillers: PatternBook
    documents: PatternBook  # commands that only documents hold
    words: frozenset[str]  # every word of the vocabulary
    notations: Mapping[str, tuple[Pattern, ...]]  # kind -> its patterns, for the tests of the data


@lru_cache(maxsize=1)
def screens() -> Screens:
    text = (files("assistant") / "data" / "screens.yaml").read_text(encoding="utf-8")
    return build(load_yaml(text, "screens.yaml"))


def build(content: Mapping[str, Any]) -> Screens:
    sets: Mapping[str, Sequence[str]] = content["sets"]
    guards = {name: PatternBook(parse(n, sets) for n in lines) for name, lines in content["guards"].items()}
    fillers = tuple(parse(notation, sets) for notation in content["fillers"])
    notations = {
        entry["kind"]: tuple(parse(notation, sets) for notation in entry["patterns"]) for entry in content["screens"]
    }
    kept = tuple(_screen(entry, notations[entry["kind"]], guards) for entry in content["screens"])
    words = {
        word
        for pattern in (*fillers, *(pattern for patterns in notations.values() for pattern in patterns))
        for slot in pattern.slots
        for phrase in slot.typed
        for word in phrase
    }
    documents = PatternBook(parse(notation, sets) for notation in content["documents"])
    return Screens(kept, PatternBook(fillers), documents, frozenset(words), notations)


def _screen(entry: Mapping[str, Any], patterns: Sequence[Pattern], guards: Mapping[str, PatternBook]) -> Screen:
    return Screen(
        kind=entry["kind"],
        status=Status(entry["status"]),
        reason=Reason(entry["reason"]),
        message=entry.get("message", entry["reason"]),
        book=PatternBook(patterns),
        hidden=entry.get("hidden", False),
        whole=entry.get("whole", False),
        unless=tuple(guards[name] for name in entry.get("unless", ())),
        unless_named=entry.get("unless_named", False),
        longest=entry.get("longest"),
    )
