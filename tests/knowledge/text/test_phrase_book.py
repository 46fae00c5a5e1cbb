"""Known phrases are found by whole syllables, the longest first; typed marks are meant."""

from __future__ import annotations

from knowledge.text.phrases import Found, PhraseBook
from knowledge.text.syllables import syllables

BOOK = PhraseBook({"xe": 1, "xe máy": 2, "máy bay": 3, "đổi": 4})


def phrases(text: str, overlapping: bool = False) -> list[str]:
    return [found.phrase for found in BOOK.find(syllables(text), overlapping)]


def test_the_longest_match_wins_and_places_are_given() -> None:
    assert BOOK.find(syllables("đổi xe máy")) == [Found("đổi", 0, 1, 4), Found("xe máy", 1, 3, 2)]


def test_matches_part_the_text_unless_they_may_overlap() -> None:
    assert phrases("xe máy bay") == ["xe máy"]
    assert phrases("xe máy bay", overlapping=True) == ["xe máy", "máy bay"]


def test_in_a_phrase_a_syllable_without_marks_may_stand_for_any_and_one_with_marks_not() -> None:
    assert phrases("đổi xe may") == ["đổi", "xe máy"]
    assert phrases("dội xe mày") == ["xe"]


def test_a_lone_syllable_stands_for_itself() -> None:
    assert phrases("doi xe") == ["xe"]


def test_only_whole_syllables_match() -> None:
    assert phrases("xem máybay") == []
    assert phrases("") == []


def test_an_empty_book_finds_nothing() -> None:
    assert PhraseBook[int]({}).find(["xe"]) == []
