"""What an answer tells of a record: the lines on the facet asked for, and the sentences that answer more closely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers import Facet
from assistant.composing.asked import Asked
from assistant.composing.clues import is_asked, is_said
from assistant.composing.fields import facet_lines, notes_among
from assistant.composing.lines import fitted
from assistant.composing.sentences import Picked, excerpt, pick
from assistant.data_files import data_file
from knowledge.procedures import Procedure
from knowledge.sentences import sentences_of
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

_DETAIL_ROOM = 680  # characters for picked sentences beside a facet's lines
_FEES_LEAVE = 200  # of them that the lines on fees leave free: a rate left out may be the citizen's
_DETAILS = 3  # picked sentences
_PAPERS = 2  # of them where papers are listed, which need the room
_SAME = 0.75  # of the words of the shorter of two sentences
_MARKS = 4  # characters around a line, at most
_BEGINNING = 60  # characters by which a line that was cut is known again
_NOTES_ROOM = 200  # with less left the notes on papers stay out
_TURNING = frozenset(("không", "chưa", "trừ"))  # one such word more says the contrary
# Facets that a record has no field for, or whose field is a long text: the sentences that answer come first.
NARROW = frozenset({Facet.STEPS, Facet.ELIGIBILITY, Facet.VALIDITY, Facet.FORM, Facet.OVERVIEW})

# Texts of sentences -> their nearness in meaning to the question, None where it isn't known.
Nearness = Callable[[Sequence[str]], Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class Told:
    lines: Sequence[str]  # the facet's own, as many as fit
    left: int = 0  # lines that had to stay out
    details: Sequence[Picked] = ()  # sentences that answer what the lines don't say
    is_beside: bool = False  # the question is of something else than the facet's field: the sentences come first


def told(procedure: Procedure, asked: Asked, nearness: Nearness | None, room: int) -> Told:
    """What fits into `room` characters. Without `nearness`, and where the facet's field says all, its lines alone."""
    every = facet_lines(procedure, asked.facet, asked.on)
    if nearness is None or _says_all(asked):
        return Told(*_listed(every, procedure, asked, room))
    sentences = sentences_of(procedure)
    best = pick(asked, sentences, nearness([sentence.text for sentence in sentences]))
    if asked.facet in NARROW - {Facet.OVERVIEW}:
        details = _details(best, asked, (), room)
        return Told((), 0, details) if details else Told(*_listed(every, procedure, asked, room))
    every = _without_sentences(every, asked.facet)
    lines: list[str] = []  # the short lines of an overview take what the sentences leave
    if asked.facet is not Facet.OVERVIEW:
        lines, _ = _listed(every, procedure, asked, max(room - _kept_free(asked), room // 2))
    details = _details(best, asked, lines, min(room - sum(len(line) + _MARKS for line in lines), _DETAIL_ROOM))
    lines, left = _listed(every, procedure, asked, room - _length(details, asked))
    # With the room that is left the lines may tell what a sentence was kept for.
    shown = [_plain(line) for line in lines]
    once = [one for one in details if asked.facet is Facet.OVERVIEW or not _is_told(one, asked, shown)]
    if len(once) < len(details):
        details = once
        lines, left = _listed(every, procedure, asked, room - _length(details, asked))
    return Told(lines, left, details, bool(details) and _is_beside(details[0], asked))


def _length(details: Sequence[Picked], asked: Asked) -> int:
    return sum(len(excerpt(one.text, asked)) for one in details)


def _says_all(asked: Asked) -> bool:
    """Whether the facet's own field answers the question whole; a list of papers may have to be cut."""
    return _is_plain(asked) and asked.facet not in NARROW | {Facet.DURATION, Facet.DOCUMENTS}


def _is_plain(asked: Asked) -> bool:
    """Whether a question is no narrower than its facet. People's own words for a procedure, by which a question is
    plain, may hold a narrow question."""
    narrows = any(is_asked(clue, asked.text) for clue in ("figure", "limit", "permission"))
    return asked.is_plain and asked.measure is None and not narrows


def _kept_free(asked: Asked) -> int:
    """Characters for sentences, however many the facet's lines would take."""
    return _FEES_LEAVE if asked.facet is Facet.FEE else _DETAIL_ROOM


def _without_sentences(lines: list[str], facet: Facet) -> list[str]:
    """The lines less those that only bear the facet's sign: the picked sentences say it better."""
    if facet is Facet.PLACE:
        return lines[:2]
    return [*lines[:1], *lines[1:][-1:]] if facet is Facet.ONLINE else lines


def _details(best: Sequence[Picked], asked: Asked, lines: Sequence[str], room: int) -> list[Picked]:
    """Sentences that answer what the lines don't say, best first."""
    shown = [_plain(line) for line in lines]
    most = _PAPERS if asked.facet is Facet.DOCUMENTS else _DETAILS + (asked.facet in NARROW)
    least = _least(asked, best[0].score, bool(lines)) if best else 1.0
    kept: list[Picked] = []
    for one in best:
        if len(kept) == most or one.score < least:
            break
        length = len(excerpt(one.text, asked))
        if length <= room and not _is_told(one, asked, shown) and not any(_repeats(one, other) for other in kept):
            kept.append(one)
            room -= length
    return kept


def _repeats(one: Picked, other: Picked) -> bool:
    """Whether two sentences say nearly the same: with the same figures, and neither the contrary."""
    first, second = (set(syllables(picked.text)) for picked in (one, other))
    if any(word in _TURNING or any(map(str.isdigit, word)) for word in first ^ second):
        return False
    return len(first & second) >= _SAME * min(len(first), len(second))


def _is_told(one: Picked, asked: Asked, shown: Sequence[str]) -> bool:
    """Whether the lines have a sentence, or its beginning with all that it has of the question's words."""
    text = _plain(one.sentence.text)
    if any(text in line for line in shown):
        return True
    if asked.measure is not None:
        return False
    wanted = {fold(word) for word in asked.words} & set(syllables(text))
    return any(text[:_BEGINNING] in line and wanted <= set(syllables(line)) for line in shown)


def _plain(text: str) -> str:
    return fold(text).lower().rstrip(" .;,:…")


def _least(asked: Asked, best: float, has_lines: bool) -> float:
    """How surely a sentence has to answer in order to be shown beside the best one, and the facet's lines if any."""
    least = data_file("picking.yaml")["least"]
    plain = _is_plain(asked) and asked.facet is Facet.OVERVIEW
    beside_lines = least["by_facet"].get(asked.facet.value, least["any"]) if has_lines else least["any"]
    alone = least["plain"] if plain else beside_lines
    return float(max(alone, least["of_best"] * best))


def _is_beside(best: Picked, asked: Asked) -> bool:
    """ "Xin ở lại tối đa bao nhiêu ngày?" asks for a time that is not the office's."""
    if asked.facet is not Facet.DURATION or best.score < data_file("picking.yaml")["least"]["beside"]:
        return False
    return best.sentence.field != "submission_methods" and not is_said("office_time", best.sentence.text.lower())


def _listed(every: Sequence[str], procedure: Procedure, asked: Asked, room: int) -> tuple[list[str], int]:
    """The lines that fit, and how many don't. Notes on papers take only the room that the papers leave."""
    if asked.facet is not Facet.DOCUMENTS:
        return fitted(every, asked.words, room)
    notes = notes_among(procedure)
    papers = every[: len(every) - notes]
    lines, left = fitted(papers, asked.words, room)
    spare = room - sum(map(len, lines))
    if notes and spare > _NOTES_ROOM:
        more, out = fitted(every[len(papers) :], asked.words, spare)
        return [*lines, *more], left + out
    return lines, left + notes
