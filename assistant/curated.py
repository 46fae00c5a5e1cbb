"""Answers that officers wrote and signed for questions that people ask: the seam towards whoever keeps them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from assistant.answers import Answer
from assistant.conversation import content_words
from assistant.facets import asked_facets

LONGEST_KEY = 300  # characters; longer questions are told apart by their beginning


class Curated(Protocol):
    def answer(self, key: str, on: date) -> Answer | None:
        """What was signed for the question of this key and has not run out on the day."""
        ...


class NothingCurated:
    def answer(self, key: str, on: date) -> Answer | None:
        return None


def question_key(text: str) -> str:
    """The same for questions that ask the same of the same in other words of courtesy or another order: the facets,
    then the words that name a thing or an act, sorted. Empty where a question names nothing.

    `text` is a restored reading (`Query.text`). Marks and repeated syllables count: "cấp giấy phép lái xe" is another
    question than "cấp lại giấy phép lái xe".
    """
    words = sorted(content_words(text))
    named = any(not word.isdigit() for word in words)
    return f"{' '.join(sorted(asked_facets(text)))}: {' '.join(words)}"[:LONGEST_KEY] if named else ""
