"""Citizens' words for acts -> the words of the law, from `knowledge/data/acts.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.law.vehicles import any_vehicle
from knowledge.text.clean import nfc
from knowledge.text.fold import fold, has_marks
from knowledge.text.lexicon import shipped
from knowledge.text.tones import modern_tone


@dataclass(frozen=True, slots=True)
class Act:
    say: tuple[str, ...]  # how people call it
    law: str  # how the law calls it
    topic: bool = False  # no act in itself: a paper, a measure, a unit
    pattern: str = ""  # a regular expression for the folded question, where words may stand between


@cache
def acts() -> tuple[Act, ...]:
    entries = shipped("acts.yaml")
    return tuple(
        Act(
            tuple(str(say) for say in entry["say"]),
            str(entry["law"]),
            bool(entry.get("topic")),
            str(entry.get("pattern", "")),
        )
        for entry in entries
    )


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, Act], ...]]]:
    owners: dict[str, tuple[tuple[str, Act], ...]] = {}
    for act in acts():
        for say in act.say:
            key = fold(say).lower()
            owners[key] = (*owners.get(key, ()), (_spelt(say), act))
    longest_first = sorted(owners, key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(re.escape(say) for say in longest_first) + r")(?!\w)"), owners


def _spelt(text: str) -> str:
    return " ".join(modern_tone(syllable) for syllable in nfc(text).lower().split())


@lru_cache(maxsize=256)  # several rules of a turn ask for the acts of the same words
def acts_in(question: str) -> tuple[Act, ...]:
    """The acts that the question speaks of, in order; of overlapping words the longest count.

    Words without any mark match by their letters; words with marks must have the right ones ("đi bao" is not "đi bão").
    """
    question = nfc(question)
    folded = fold(question).lower()
    described = [act for act in acts() if act.pattern and re.search(rf"\b(?:{act.pattern})\b", folded)]
    return tuple(dict.fromkeys((*described, *_acts_as_said(question), *_acts_as_said(any_vehicle(question)))))


def _acts_as_said(question: str) -> tuple[Act, ...]:
    pattern, owners = _pattern()
    found: list[Act] = []
    for match in pattern.finditer(fold(question).lower()):
        written = question[match.start() : match.end()]
        for say, act in owners[match[1]]:
            if not has_marks(written) or _spelt(written) == say:
                found.append(act)
    return tuple(dict.fromkeys(found))


def one_by_one(question: str) -> tuple[str, ...]:
    """ "Xe máy vừa vượt đèn đỏ vừa không đội mũ": a question for each act, with what stands before the first "vừa"."""
    parts = re.split(r"\bv[ừu]a\b", nfc(question), flags=re.IGNORECASE)
    if len(parts) < 3:
        return (question,)
    return tuple(f"{parts[0].strip()} {part.strip(' ,;')}".strip() for part in parts[1:])
