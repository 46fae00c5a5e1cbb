"""A listening brief out of a long report: only sentences of the report itself, in its order.

Looks for headline figures, changes against the period before, what is late, and what is asked for.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from tts.script import LeftOut, Script, Segment

_SETTINGS = Path(__file__).resolve().parent / "brief.toml"
_FIGURE = re.compile(r"\d[\d.,]*\s?(?:%|[^\W\d_]+)?|\d+/\d+")
_WORD = re.compile(r"[^\W_]+")
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|(?:19|20)\d{2}|số \d+\S*|\d+[/-]\d*/?[A-ZĐ]\S+")
"""Numbers that date or name something; they are no figures of the work."""
_TOO_ALIKE = 0.6
_SHORTEST = 5
"""Syllables below which a sentence says nothing alone."""


@dataclass(frozen=True, slots=True)
class _Theme:
    name: str
    share: float
    weight: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A whole sentence: its segment and the places of its parts there (a long one was cut at its semicolons)."""

    segment: int
    places: tuple[int, ...]
    text: str
    syllables: int
    scores: dict[str, float]

    @property
    def total(self) -> float:
        return sum(self.scores.values())


@lru_cache(maxsize=1)
def _settings() -> tuple[int, tuple[_Theme, ...]]:
    data = tomllib.loads(_SETTINGS.read_text(encoding="utf-8"))
    themes = (
        _Theme(name, float(theme["share"]), float(theme["weight"]), tuple(theme["words"]))
        for name, theme in data["themes"].items()
    )
    return int(data["syllables_per_minute"]), tuple(themes)


def syllables(spoken: str) -> int:
    """Syllables of a spoken text: its words, as Vietnamese writes each by itself."""
    return len(_WORD.findall(spoken))


def _score(text: str, length: int, theme: _Theme) -> float:
    """Hits of the theme's words, worth more with figures beside them and less in a very long sentence."""
    hits = sum(word in text.lower() for word in theme.words)
    figures = min(len(_FIGURE.findall(_DATED.sub(" ", text))), 4)
    if not hits or (theme.name in ("figures", "changes") and not figures):
        return 0.0
    return theme.weight * (min(hits, 3) + 0.5 * figures) * math.pow(20 / max(length, 20), 0.3)


def _whole_sentences(segment: Segment) -> list[tuple[int, ...]]:
    """Places of the parts that make up each sentence."""
    groups: list[list[int]] = [[]]
    for place, sentence in enumerate(segment.sentences):
        groups[-1].append(place)
        if not sentence.text.endswith(";"):
            groups.append([])
    return [tuple(group) for group in groups if group]


def _candidates(script: Script) -> list[_Candidate]:
    themes = _settings()[1]
    found = []
    for number, segment in enumerate(script.segments):
        if segment.kind in ("title", "heading", "caption"):
            continue
        for places in _whole_sentences(segment):
            text = " ".join(segment.sentences[place].text for place in places)
            length = sum(syllables(segment.sentences[place].spoken) for place in places)
            scores = {theme.name: _score(text, length, theme) for theme in themes}
            if length >= _SHORTEST and any(scores.values()):
                found.append(_Candidate(number, places, text, length, scores))
    return found


def _alike(first: str, second: str) -> bool:
    one, other = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return len(one & other) >= _TOO_ALIKE * len(one | other)


def _take(chosen: list[_Candidate], ranked: Iterable[_Candidate], room: int) -> int:
    """Add what fits into ``room`` syllables and repeats nothing; returns the room that is left."""
    for candidate in ranked:
        fits = candidate.syllables <= room and candidate not in chosen
        if fits and not any(_alike(candidate.text, other.text) for other in chosen):
            chosen.append(candidate)
            room -= candidate.syllables
    return room


def _choose(script: Script, room: int) -> list[_Candidate]:
    candidates = _candidates(script)
    chosen: list[_Candidate] = []
    for theme in _settings()[1]:
        share = int(room * theme.share)
        of_theme = [candidate for candidate in candidates if candidate.scores[theme.name]]
        _take(chosen, sorted(of_theme, key=lambda c, name=theme.name: -c.scores[name]), share)  # type: ignore[misc]
    spent = sum(candidate.syllables for candidate in chosen)
    _take(chosen, sorted(candidates, key=lambda candidate: -candidate.total), room - spent)
    return chosen


def _cut(segment: Segment, kept: list[int]) -> Segment:
    sentences = tuple(segment.sentences[place] for place in kept)
    text = " ".join(sentence.text for sentence in sentences)
    guesses = tuple(guess for guess in segment.guesses if guess.written in text)
    said = " ".join(sentence.spoken for sentence in sentences)
    return replace(segment, text=text, spoken=said, sentences=sentences, guesses=guesses)


def _headings_for(script: Script, segments: set[int]) -> set[int]:
    """The nearest heading above each chosen segment."""
    found: set[int] = set()
    last: int | None = None
    for number, segment in enumerate(script.segments):
        if segment.kind == "heading":
            last = number
        elif number in segments and last is not None:
            found.add(last)
    return found


def make_brief(script: Script, minutes: float) -> Script:
    """About ``minutes`` of listening out of ``script``; a script that is short enough comes back as it is.

    Every sentence is one of the report's, unchanged and in order; the rest is in ``left_out`` as "not_chosen".
    Raises ValueError when ``minutes`` is not positive.
    """
    if minutes <= 0:
        raise ValueError("minutes must be greater than zero")
    room = int(minutes * _settings()[0])
    if sum(syllables(segment.spoken) for segment in script.segments) <= room:
        return script
    titles = {number for number, segment in enumerate(script.segments) if segment.kind == "title"}
    room -= sum(syllables(script.segments[number].spoken) for number in titles)
    chosen: dict[int, list[int]] = {}
    for candidate in _choose(script, max(room, 0)):
        chosen.setdefault(candidate.segment, []).extend(candidate.places)
    room -= sum(syllables(script.segments[n].sentences[p].spoken) for n, places in chosen.items() for p in places)
    whole = set(titles)
    for number in sorted(_headings_for(script, set(chosen))):
        length = syllables(script.segments[number].spoken)
        if length <= room:
            whole.add(number)
            room -= length
    return _assemble(script, chosen, whole)


def _assemble(script: Script, chosen: dict[int, list[int]], whole: set[int]) -> Script:
    segments: list[Segment] = []
    left_out = list(script.left_out)
    for number, segment in enumerate(script.segments):
        kept = list(range(len(segment.sentences))) if number in whole else sorted(chosen.get(number, []))
        if kept:
            segments.append(_cut(segment, kept))
        dropped = [s.text for place, s in enumerate(segment.sentences) if place not in kept]
        left_out += [LeftOut(text, "not_chosen") for text in dropped]
    return Script(tuple(segments), tuple(left_out), script.title)
