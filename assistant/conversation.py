"""What a turn leans on: the procedure in play, the facet asked before, the options offered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.data_files import data_file
from assistant.facets import without_facet_words
from assistant.turn import Turn
from knowledge.law.acts import acts_in
from knowledge.law.vehicles import vehicle_classes, vehicles_in, without_vehicles
from knowledge.retrieval.actions import asked_actions, without_other_actions
from knowledge.retrieval.ways import asked_ways, without_other_ways
from knowledge.text.fold import fold
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables

# Options that stand for vehicles have such codes: "vehicle:car".
VEHICLE_OPTION = "vehicle"

# With fewer words of its own a turn cannot name a new topic.
_FEW = 4
# Words that suggest an action less than this don't replace the one named before.
_REPLACES = 0.5
# With so many a turn's own words are what its answer is looked for by.
_ENOUGH = 2
_FILLERS = frozenset(("ok", "duoc", "da", "vang", "u", "a", "uh", "roi"))


def content_words(text: str) -> list[str]:
    """The syllables of a restored question that name a thing or an act."""
    empty = _empty()
    return [word for word in without_facet_words(syllables(text)) if fold(word) not in empty]


def says_enough(text: str) -> bool:
    """Whether a turn's own words tell what about the procedure in play is asked."""
    return len(content_words(text)) >= _ENOUGH


def leans_back(text: str) -> bool:
    """Whether a turn points to the one before it, or says too little to stand alone."""
    words = syllables(text)
    fillers = next((at for at, word in enumerate(words) if fold(word) not in _FILLERS), 0)  # "ok thế ..."
    opens = any(found.start in (0, fillers) for found in _book("follow_up").find(words))
    return (opens and not corrects(text)) or len(content_words(without_vehicles(text))) < _FEW


def corrects(text: str) -> bool:
    """Whether a turn takes back what the one before said ("à không, em hỏi xe máy")."""
    return bool(_book("correction").find(syllables(text)))


def leaned_on(before: str, now: str) -> str:
    """The question before, less what the turn replaces: the vehicle ("còn xe máy thì sao?"), the offence, what is to be
    done ("nếu bị mất thì sao?" after "gia hạn"), the way of handing in ("còn nộp trực tiếp thì sao?")."""
    if _names_act(now) and _names_act(before):
        before = f"{' '.join(vehicle.words[0] for vehicle in vehicles_in(before))} bị phạt thế nào".strip()
    if _book("contrast").find(syllables(now)):
        asked = [action for action, weight in asked_actions(now).items() if weight >= _REPLACES]
        before = without_other_actions(before, asked)
    before = without_other_ways(before, asked_ways(now))
    return without_vehicles(before) if vehicles_in(now) else before


def _names_act(text: str) -> bool:
    return any(not act.topic for act in acts_in(text))


def stays(turn: Turn) -> float:
    """How far, as a share of the best score, the procedure in play may fall behind and still be meant: 0-1."""
    now = turn.query.raw
    if corrects(now) or turn.before != turn.memory.question:
        return 0.0
    if _book("in_play").find(syllables(now)):
        return 1.0
    return float(data_file("conversation.yaml")["stay"]["few" if len(content_words(now)) <= 2 else "more"])


def moves_on(turn: Turn, best: str, kept: str) -> bool:
    """Whether the turn says a word of the best procedure's name that the name of the one in play lacks."""
    said = {fold(word) for word in content_words(turn.query.raw)}
    first, second = ({fold(word) for word in syllables(name)} for name in (best, kept))
    return bool(said & (first - second)) and not said & (second - first)


def says_today(text: str) -> bool:
    return bool(_book("today").find(syllables(text)))


def told_option(text: str, names: Sequence[str]) -> int | None:
    """The 0-based number of the option whose own words, those not in every name, the turn says most of."""
    said = {fold(word) for word in content_words(text)}
    titles = [{fold(word) for word in syllables(name)} for name in names]
    common = set.intersection(*titles) if titles else set()
    counts = [len((title - common) & said) for title in titles]
    best = max(counts, default=0)
    return counts.index(best) if best and counts.count(best) == 1 else None


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


@lru_cache(maxsize=8)
def _book(name: str) -> PhraseBook[int]:
    return PhraseBook(dict.fromkeys(data_file("conversation.yaml")[name], 1))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(fold(word) for word in data_file("conversation.yaml")["empty"])
