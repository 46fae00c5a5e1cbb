"""Which vehicles a question on fines names, and which ones an article names in its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped

_PENALTY_HEADING = re.compile(r"^x[uư] phat")


@dataclass(frozen=True, slots=True)
class VehicleClass:
    id: str  # "motorcycle"
    name: str  # Vietnamese, for people
    words: tuple[str, ...]
    headings: tuple[str, ...]
    also: tuple[str, ...] = ()


@cache
def vehicle_classes() -> dict[str, VehicleClass]:
    return {
        key: VehicleClass(
            key, entry["name"], tuple(entry["words"]), tuple(entry["headings"]), tuple(entry.get("also", ()))
        )
        for key, entry in shipped("vehicles.yaml").items()
    }


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    owner = {words: entry.id for entry in vehicle_classes().values() for words in entry.words}
    longest_first = sorted(owner, key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(re.escape(words) for words in longest_first) + r")\b"), owner


def vehicles_in(question: str) -> tuple[VehicleClass, ...]:
    """The classes that the question names, in order, each once; of overlapping words the longest counts."""
    pattern, owner = _pattern()
    names = [owner[match[1]] for match in pattern.finditer(fold(question).lower())]
    return tuple(vehicle_classes()[name] for name in dict.fromkeys(names))


def without_vehicles(question: str) -> str:
    """The question less the words that name vehicles."""
    pattern, _ = _pattern()
    kept = [question[end:start] for end, start in _gaps(pattern, question)]
    return " ".join(" ".join(kept).split())


def any_vehicle(question: str) -> str:
    """With "xe" for each vehicle that it names: "lùi ô tô trên cao tốc" -> "lùi xe trên cao tốc"."""
    pattern, _ = _pattern()
    return " xe ".join(question[end:start].strip() for end, start in _gaps(pattern, question)).strip()


def _gaps(pattern: re.Pattern[str], question: str) -> list[tuple[int, int]]:
    spans = [match.span() for match in pattern.finditer(fold(question).lower())]
    starts = [0, *(end for _, end in spans)]
    return list(zip(starts, [*(start for start, _ in spans), len(question)], strict=True))


@lru_cache(maxsize=4096)
def is_penal(heading: str) -> bool:
    """Whether an article's heading announces fines: "Xử phạt ..."."""
    return bool(_PENALTY_HEADING.match(fold(heading).lower()))


@lru_cache(maxsize=4096)
def classes_of_heading(heading: str) -> frozenset[str]:
    """Ids of the classes that an article's heading names; empty for articles that concern everyone."""
    folded = fold(heading).lower()
    return frozenset(
        entry.id for entry in vehicle_classes().values() if any(words in folded for words in entry.headings)
    )
