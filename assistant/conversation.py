"""What a turn leans on: the procedure in play, the facet asked before, the options offered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.data_files import data_file
from assistant.facets import without_facet_words
from assistant.turn import Turn
from knowledge.law.vehicles import vehicle_classes, vehicles_in, without_vehicles
from knowledge.text.fold import fold
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables

# Options that stand for vehicles have such codes: "vehicle:car".
VEHICLE_OPTION = "vehicle"

# With fewer words of its own a turn cannot name a new topic.
_FEW = 4


def content_words(text: str) -> list[str]:
    """The syllables of a restored question that name a thing or an act."""
    empty = _empty()
    return [word for word in without_facet_words(syllables(text)) if fold(word) not in empty]


def leans_back(text: str) -> bool:
    """Whether a turn points to the one before it, or says too little to stand alone."""
    words = syllables(text)
    opens = any(found.start == 0 for found in _book("follow_up").find(words))
    return opens or corrects(text) or len(content_words(without_vehicles(text))) < _FEW


def corrects(text: str) -> bool:
    """Whether a turn takes back what the one before said ("à không, em hỏi xe máy")."""
    return bool(_book("correction").find(syllables(text)))


def leaned_on(before: str, now: str) -> str:
    """The question before, less the vehicle that the turn replaces ("còn xe máy thì sao?")."""
    return without_vehicles(before) if vehicles_in(now) else before


def joined(before: str, now: str) -> str:
    """Both turns as one question; the newer words count twice, since they replace what they contradict."""
    return f"{before} . {now} . {now}"


def chosen_option(text: str, count: int) -> int | None:
    """The 0-based number of the option that a short turn chooses by its place ("cái thứ hai", "2")."""
    words = syllables(text)
    if len(words) > 6:
        return None
    for number, names in data_file("conversation.yaml")["ordinals"].items():
        if int(number) <= count and _is_choice(words, [*names, str(number)]):
            return int(number) - 1
    return None


def answers_back(turn: Turn) -> bool:
    """Whether a turn that looks like small talk ("2", "ô tô") answers what was asked back."""
    memory = turn.memory
    names_one = chosen_option(turn.query.text, len(memory.options)) is not None if memory.options else False
    return names_one or bool(memory.question and vehicles_in(turn.query.raw))


def vehicle_of(code: str) -> str | None:
    """The name of the vehicle that an offered option stands for; None for a procedure."""
    kind, _, id_ = code.partition(":")
    return vehicle_classes()[id_].name if kind == VEHICLE_OPTION else None


def _is_choice(words: Sequence[str], names: Sequence[str]) -> bool:
    found = PhraseBook(dict.fromkeys(names, 1)).find(words)
    rest = [word for word in words if fold(word) not in _empty() and fold(word) not in ("thu", "chon", "lay", "so")]
    return bool(found) and len(rest) <= found[0].end - found[0].start


@lru_cache(maxsize=4)
def _book(name: str) -> PhraseBook[int]:
    return PhraseBook(dict.fromkeys(data_file("conversation.yaml")[name], 1))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(fold(word) for word in data_file("conversation.yaml")["empty"])
