"""A turn as the law desk reads it: its words, its day, and what it asks of the law."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from assistant.composing.measures import Measure, asked_measure
from assistant.data_files import data_file
from assistant.law_shelf import Shelf
from assistant.turn import Turn
from knowledge.law.acts import acts_in
from knowledge.law.days import days_in
from knowledge.law.references import Reference, find_references
from knowledge.retrieval.understanding import Query
from knowledge.text.fold import fold
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables

_MONTH = re.compile(r"\bthang (\d{1,2})(?:/| nam |-)((?:19|20)\d\d)\b")
_YEAR = re.compile(r"(?<!thang )\bnam ((?:19|20)\d\d)\b")
# "Bằng cấp năm 2015" is asked about today.
_ISSUED = re.compile(
    r"\b(?:cap|mua|dang ky|san xuat|sinh|lam|thi|doi|co)(?: \w+){0,2} (?:tu |hoi )?nam (?:19|20)\d\d\b"
)
# The reading sets marks of figures apart: "0 , 25 mg / l".
_SPLIT_FIGURE = re.compile(r"(?<=\d) ([.,/]) (?=\d)")


@dataclass(frozen=True)
class LawQuestion:
    turn: Turn
    shelf: Shelf

    @property
    def text(self) -> str:
        """As restored; a follow-up is read together with the turn before."""
        return self.turn.query.text

    @cached_property
    def days(self) -> tuple[date, ...]:
        return days_in(self.turn.query.raw)

    @cached_property
    def on(self) -> date:
        """The day that the question names, late in the month or the past year that it names; else when it is asked."""
        if self.days:
            return self.days[0]
        named = {one.document.year for one in self.references if one.document}  # "Luật ... năm 2008" is no day
        if (month := _MONTH.search(fold(self.turn.query.raw).lower())) and 1 <= int(month[1]) <= 12:
            return min(date(int(month[2]), int(month[1]), 28), self.turn.on)
        told = _ISSUED.sub(" ", fold(self.turn.query.raw).lower())
        years = [int(year) for year in _YEAR.findall(told) if year not in named]
        past = [year for year in years if year < self.turn.on.year]
        return date(past[0], 12, 31) if past else self.turn.on

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """As typed, since the reading loses capitals; spelt out where only that shows one."""
        return find_references(self.turn.query.raw) or find_references(self.text)

    @cached_property
    def typed(self) -> str:
        """In the citizen's own letters, where figures stand whole; after what a follow-up leans on."""
        earlier = _SPLIT_FIGURE.sub(r"\1", self.turn.before)
        return f"{earlier} . {self.turn.query.raw}" if earlier else self.turn.query.raw

    @cached_property
    def query(self) -> Query:
        """For the law's passages: with the law's words for the acts that it names."""
        return law_query(self.turn.query, self.typed)

    @cached_property
    def in_play(self) -> tuple[str, ...]:
        """Number, article, clause and point of the provision that the conversation is about; or nothing."""
        address = self.turn.memory.provision
        return tuple(address.split("|")) if address else ()

    @cached_property
    def measure(self) -> Measure | None:
        """The unit of the amount that is asked for, where one is."""
        return asked_measure(self.text)

    def says(self, name: str) -> bool:
        """Whether the question has one of the phrases of that list in law_routing.yaml."""
        return bool(_book(name).find(syllables(self.text)))


def law_query(query: Query, typed: str) -> Query:
    """The restoration may lose an act that the letters as typed show, and the reverse."""
    acts = dict.fromkeys((*acts_in(typed), *acts_in(query.text)))
    return replace(query, official=tuple(act.law for act in acts))


@lru_cache(maxsize=8)
def _book(name: str) -> PhraseBook[int]:
    return PhraseBook(dict.fromkeys(data_file("law_routing.yaml")[name], 1))
