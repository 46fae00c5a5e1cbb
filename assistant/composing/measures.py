"""The unit of an amount that is asked for: "mấy tiếng" is answered by a sentence with so many hours in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.data_files import data_file

NUMBER = r"(?:\d[\d.,]*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_NO_AMOUNT = r"(?!\w| (?:nay|qua|rồi|trước))"  # "mấy hôm nay" asks for nothing
_NO_DATE = r"(?!\w|\s+\d)"  # "03 tháng 02 năm 2026" is no time of three months
IN_WORDS = r"(?:\([^)]*\)\s*)?"  # the number once more, in words


@dataclass(frozen=True, slots=True)
class Measure:
    stated: re.Pattern[str]

    def is_stated_in(self, sentence: str) -> bool:
        return self.stated.search(sentence.lower()) is not None


def asked_measure(question: str) -> Measure | None:
    """`question`: restored, lower case. None where it asks for no amount with a unit."""
    for asked, measure in _measures():
        if asked.search(question):
            return measure
    return None


@lru_cache(maxsize=1)
def _measures() -> tuple[tuple[re.Pattern[str], Measure], ...]:
    """Those of the longer units first: "bao nhiêu mét vuông" asks for no length."""
    data = data_file("measures.yaml")
    amount = _any(data["amount"])
    found: list[tuple[int, str, str]] = []
    for one in data["outright"]:
        found.append((99, rf"(?<!\w){_any(one['asked'])}(?!\w)", one["stated"]))
    for one in data["units"]:
        stated = rf"{NUMBER}\s*{IN_WORDS}{_any(one['stated'])}{_NO_DATE}"
        if one.get("or"):
            stated = f"{stated}|{_any(one['or'])}"
        found.extend(
            (len(unit), rf"(?<!\w){amount} {re.escape(unit)}(?!\w| (?:nay|qua|rồi|trước))", stated)
            for unit in one["asked"]
        )
    ordered = sorted(found, key=lambda each: -each[0])
    return tuple((re.compile(asked), Measure(re.compile(stated))) for _, asked, stated in ordered)


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
