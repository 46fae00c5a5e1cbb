"""Which figures of a text no source states, or state only for another case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from assistant.checking.figures import Figure, FigureKind, figures_of, without_item_numbers
from assistant.checking.traces import PER_UNIT, Clause, Traces, clauses_of
from knowledge.text.clean import clean
from knowledge.text.lexicon import load_yaml

_CLAUSE = re.compile(r"[;\n]|[.!?](?=\s|$)|, (?=(?:còn|nếu|nhưng|trường hợp)\b)")
# Kinds that differ from case to case; a code or a document's number is the same wherever it stands.
_BY_CASE = {FigureKind.MONEY, FigureKind.DURATION, FigureKind.PERCENT, FigureKind.DATE, FigureKind.COUNT}

Anchors = frozenset[str]


def unsupported(text: str, sources: Iterable[str]) -> list[Figure]:
    """Figures of `text` that no source states, in order of kind and value.

    A figure that stands in the sources only beside words of another case ("trực tiếp: 5 ngày" for "trực tuyến: 5 ngày")
    counts as not stated.
    """
    read = tuple(sources)
    claimed = [(clause, figures) for clause in _clauses(text) if (figures := figures_of(clause))]
    stated = _stated(read, Traces.of(figure for _, figures in claimed for figure in figures))
    faults: set[Figure] = set()
    for clause, figures in claimed:
        asked = _anchors(_without_whole(clause, read))
        for figure in figures:
            places = stated.get(figure)
            if places is None or (figure.kind in _BY_CASE and not any(_agree(asked, place) for place in places)):
                faults.add(figure)
    return sorted(faults)


def _without_whole(clause: str, sources: Sequence[str]) -> str:
    """The clause without a source that it repeats whole, such as a procedure's name, which tells no case."""
    for source in sources:
        clause = clause.replace(source.strip(), " ") if source.strip() else clause
    return clause


def _stated(sources: Iterable[str], traces: Traces) -> Mapping[Figure, list[Anchors]]:
    """Each figure that a source states or implies, with the case words of the places where it stands.

    Only clauses that may state one of the figures looked for are read.
    """
    stated: dict[Figure, list[Anchors]] = {}
    for source in sources:
        clauses = [clause.text for clause in _clauses_of(source) if traces.may_stand_in(clause)]
        whole = _anchors(source) if clauses else frozenset()
        for clause in clauses:
            # A clause without case words of its own may belong to any case that its source names.
            place = _anchors(clause) or (whole if len(_groups(whole)) == len(whole) else frozenset())
            for figure in (*figures_of(clause), *_per_unit(clause)):
                for one in (figure, *_implied(figure)):
                    stated.setdefault(one, []).append(place)
    return stated


def _per_unit(clause: str) -> Iterator[Figure]:
    """ "135.000 đồng/lần" says "một lần" too."""
    for measure in PER_UNIT.findall(clause.lower()):
        yield Figure(FigureKind.COUNT, f"1 {measure}")


def _implied(figure: Figure) -> Iterator[Figure]:
    """What a full figure also says: the year of a date, the short form of a document's number."""
    if figure.kind is FigureKind.DATE and len(figure.value) == 10:
        yield Figure(FigureKind.DATE, figure.value[:7])
        yield Figure(FigureKind.DATE, figure.value[:4])
        yield Figure(FigureKind.DATE, f"--{figure.value[5:]}")
    if figure.kind is FigureKind.DOCUMENT and "/" in figure.value:
        parts = figure.value.split("/")
        yield Figure(FigureKind.DOCUMENT, parts[0])
        if len(parts) == 3:
            yield Figure(FigureKind.DOCUMENT, "/".join(parts[:2]))
            yield Figure(FigureKind.DATE, parts[1])


@lru_cache(maxsize=8_192)  # the same records are asked for again
def _clauses_of(source: str) -> tuple[Clause, ...]:
    return clauses_of(_clauses(source))


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(without_item_numbers(clean(text))) if clause.strip()]


def _agree(asked: Anchors, place: Anchors) -> bool:
    """Whether the case words don't contradict each other: no group is named by both with nothing in common."""
    books = _groups(asked) & _groups(place)
    return all(any(a in place for a in asked if a.startswith(group)) for group in books)


def _groups(anchors: Anchors) -> frozenset[str]:
    return frozenset(anchor.partition(":")[0] + ":" for anchor in anchors)


@lru_cache(maxsize=16_384)
def _anchors(text: str) -> Anchors:
    lower = text.lower()
    return frozenset(cases[word] for pattern, cases in _case_words() for word in pattern.findall(lower))


@lru_cache(maxsize=1)
def _case_words() -> Sequence[tuple[re.Pattern[str], Mapping[str, str]]]:
    """For each group: what finds its words, the longer first, and the case of each."""
    content = load_yaml(
        (files("assistant") / "data" / "case_words.yaml").read_text(encoding="utf-8"), "case_words.yaml"
    )
    groups: list[tuple[re.Pattern[str], Mapping[str, str]]] = []
    for group, cases in content.items():
        known = {word: f"{group}:{case}" for case, words in cases.items() for word in words}
        longest_first = sorted(known, key=len, reverse=True)
        groups.append((re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), known))
    return groups
