"""Phrase patterns over syllables: the notation of assistant/data/screens.yaml.

    bỏ_qua|quên ... hướng_dẫn     alternatives; "_" joins syllables; up to six ("......": fifteen) may stand between
    ^ @greeting em? $             "^" start and "$" end of the text, "@name" a named set, "?" may be absent
    ! bao đậu                     counts only where its marks are typed (or restored): "bao dau" is also "báo đầu"

A phrase typed wholly without marks may stand for any marks. Such a match is weak evidence: one that rests on two or
fewer lone syllables doesn't count ("giay" is more often "giấy" than "giày").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

_GAPS = {"...": 6, "......": 15}
_START, _END = "^", "$"
_LONGEST_SYLLABLE = 3  # letters; a longer word without marks ("python", "ignore") is its own proof
_ENOUGH = 3  # of evidence: one phrase of two syllables, one syllable with its marks, or three without

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand at one place: typed words -> how much they prove; or a gap of up to `gap` syllables."""

    typed: Mapping[Words, int]
    lengths: tuple[int, ...]
    optional: bool = False
    gap: int = 0
    ends_text: bool = False  # the end of the text is one of the alternatives


@dataclass(frozen=True, slots=True)
class Pattern:
    notation: str
    slots: tuple[Slot, ...]
    at_start: bool
    at_end: bool


class PatternError(ValueError):
    """A notation that can't be read; the message names it."""


def parse(notation: str, sets: Mapping[str, Sequence[str]]) -> Pattern:
    parts = notation.split()
    marks_needed = parts[:1] == ["!"]
    parts = parts[1:] if marks_needed else parts
    at_start, at_end = parts[:1] == [_START], parts[-1:] == [_END]
    inner = parts[at_start : len(parts) - at_end]
    slots = tuple(_slot(part, sets, notation, marks_needed) for part in inner)
    if not slots or not slots[0].typed or not slots[-1].typed or slots[0].optional:
        raise PatternError(f"pattern must begin and end with words: {notation!r}")
    return Pattern(notation, slots, at_start, at_end)


def _slot(part: str, sets: Mapping[str, Sequence[str]], notation: str, marks_needed: bool) -> Slot:
    if part in _GAPS:
        return Slot({}, (), gap=_GAPS[part])
    typed: dict[Words, int] = {}
    names = part.removesuffix("?").split("|")
    for phrase in _phrases((name for name in names if name != _END), sets, notation):
        if not marks_needed:
            bare = tuple(map(fold, phrase))
            typed.setdefault(bare, _ENOUGH if len(bare) > 1 else 1)
        typed[phrase] = _evidence(phrase)
    lengths = tuple(sorted({len(phrase) for phrase in typed}))
    return Slot(typed, lengths, part.endswith("?"), ends_text=_END in names)


def _phrases(names: Iterable[str], sets: Mapping[str, Sequence[str]], notation: str) -> Iterator[Words]:
    for name in names:
        if name.startswith("@") and name[1:] not in sets:
            raise PatternError(f"unknown set {name} in {notation!r}")
        for text in sets[name[1:]] if name.startswith("@") else (name.replace("_", " "),):
            phrase = tuple(syllables(text))
            if not phrase:
                raise PatternError(f"empty alternative in {notation!r}")
            yield phrase


def _evidence(phrase: Words) -> int:
    if len(phrase) > 1 or fold(phrase[0]) != phrase[0] or len(phrase[0]) > _LONGEST_SYLLABLE:
        return _ENOUGH
    return 1


class PatternBook:
    """Many patterns, tried only where their first word stands."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._by_first: defaultdict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            for word in {phrase[0] for phrase in pattern.slots[0].typed}:
                self._by_first[word].append(pattern)

    def spans(self, words: Sequence[str], enough: int = _ENOUGH) -> Iterator[tuple[int, int, Pattern]]:
        """(start, end, pattern) of each place where a pattern holds; `words` are lower-case syllables."""
        for start, word in enumerate(words):
            for pattern in self._by_first.get(word, ()):
                end = match_at(pattern, words, start, enough)
                if end is not None:
                    yield start, end, pattern

    def first(self, words: Sequence[str], enough: int = _ENOUGH) -> Pattern | None:
        return next((pattern for _, _, pattern in self.spans(words, enough)), None)


def match_at(pattern: Pattern, words: Sequence[str], start: int, enough: int = _ENOUGH) -> int | None:
    """One past the last syllable of the longest match that begins at `start`, if its evidence is enough."""
    if pattern.at_start and start != 0:
        return None
    ends = {start: 0}  # where the match stands -> its evidence so far
    for slot in pattern.slots:
        ends = _advance(slot, words, ends)
        if not ends:
            return None
    if pattern.at_end:
        ends = {end: proof for end, proof in ends.items() if end == len(words)}
    return max((end for end, proof in ends.items() if proof >= enough), default=None)


def _advance(slot: Slot, words: Sequence[str], ends: Mapping[int, int]) -> dict[int, int]:
    after: dict[int, int] = {}

    def reach(end: int, proof: int) -> None:
        after[end] = max(proof, after.get(end, 0))

    for end, proof in ends.items():
        if slot.optional or (slot.ends_text and end == len(words)):
            reach(end, proof)
        for further in range(end, min(end + slot.gap, len(words)) + 1) if slot.gap else ():
            reach(further, proof)
        for length in slot.lengths:
            evidence = slot.typed.get(tuple(words[end : end + length]))
            if evidence is not None and end + length <= len(words):
                reach(end + length, proof + evidence)
    return after
