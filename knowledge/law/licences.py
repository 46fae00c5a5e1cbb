"""Classes of driving licences in a question, and the provisions that say of a class what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from knowledge.law.grids import grid_in
from knowledge.provisions import Provision
from knowledge.text.fold import fold
from knowledge.text.lexicon import shipped


@cache
def _classes() -> re.Pattern[str]:
    data = shipped("law_licences.yaml")
    codes = sorted((code.lower() for code in data["classes"]), key=len, reverse=True)
    before = "|".join(data["before"])
    return re.compile(rf"\b(?:{before}) (?P<code>{'|'.join(codes)})\b")


def classes_in(question: str) -> tuple[str, ...]:
    """ "Bằng A2 cũ" -> ("A2",), in order, each once."""
    folded = fold(question).lower()
    return tuple(dict.fromkeys(match["code"].upper() for match in _classes().finditer(folded)))


def topic_in(question: str, classes: Iterable[str]) -> str | None:
    """What is asked of the classes: a key of `topics` in law_licences.yaml, the first one whose words stand there."""
    folded = fold(question).lower()
    data = shipped("law_licences.yaml")
    if any(re.search(rf"\b(?:{words})\b", folded) for words in data["not_of_law"]):
        return None
    former = any(code in data["former"] for code in classes)
    for name, topic in data["topics"].items():
        if any(re.search(rf"\b(?:{pattern})\b", folded) for pattern in topic["asks"]):
            return "former" if name == "vehicles" and former else str(name)
    return None


def candidates(provisions: Iterable[Provision]) -> list[tuple[Provision, str]]:
    """The provisions that may state anything of a class, with their folded words: those that name one, or a table."""
    found: list[tuple[Provision, str]] = []
    for one in provisions:
        words = " ".join(one.text.split()).lower()
        if "hạng" in words or "|" in words:
            found.append((one, fold(words)))
    return found


def provisions_on(topic: str, code: str, provisions: Iterable[tuple[Provision, str]]) -> list[Provision]:
    """Those of `candidates` that state it of the class; for tables those with a column for it."""
    pattern = str(shipped("law_licences.yaml")["topics"][topic].get("states", ""))
    if not pattern:
        return [one for one, _ in provisions if _has_column(one, code)]
    states = re.compile(pattern.replace("CODE", re.escape(code.lower())))
    return [one for one, folded in provisions if states.search(folded)]


def _has_column(provision: Provision, code: str) -> bool:
    grid = grid_in(provision.text) if "|" in provision.text else None
    heads = [fold(column).lower() for column in grid.columns] if grid else []
    return any(re.match(rf"(?:hang )?{re.escape(fold(code).lower())}\b", head) for head in heads)
