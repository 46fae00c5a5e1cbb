"""Clues that a sentence of a record answers a question narrower than a facet, each a number."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.answers import Facet
from assistant.composing.asked import Asked
from assistant.composing.measures import IN_WORDS, NUMBER
from assistant.data_files import data_file
from knowledge.sentences import Sentence
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

# The field of a record that each facet asks for.
FIELDS = {
    Facet.DOCUMENTS: "documents",
    Facet.FEE: "submission_methods",
    Facet.DURATION: "submission_methods",
    Facet.PLACE: "agencies",
    Facet.STEPS: "steps",
    Facet.ONLINE: "submission_methods",
    Facet.ELIGIBILITY: "conditions",
    Facet.RESULT: "results",
    Facet.LEGAL_BASIS: "legal_basis",
    Facet.FORM: "documents",
    Facet.VALIDITY: "steps",
    Facet.OVERVIEW: "name",
}
_LONG_UNIT = "(?:ngày|tháng|năm)"
_TERM = "thời hạn|giá trị|hiệu lực|không quá|tối đa"
_AGENCY = "sở|cục|phòng|công an|ủy ban|trung tâm|cơ sở|bộ "
# What a sentence looks like that says something on this facet.
_SIGNS = {
    Facet.FEE: re.compile(r"\d[\d.,]*\s*(?:đồng|đ\b|vnđ|vnd)|lệ phí|miễn phí|mức thu|phí", re.IGNORECASE),
    Facet.DURATION: re.compile(rf"{NUMBER}\s*{IN_WORDS}(?:ngày|giờ|phút|tháng|tuần)", re.IGNORECASE),
    Facet.VALIDITY: re.compile(rf"(?:{_TERM}).*?(?:{NUMBER}\s*{IN_WORDS}{_LONG_UNIT}|không thời hạn)", re.IGNORECASE),
    Facet.PLACE: re.compile(rf"\b(?:nộp|gửi|đến|tới|tại)\b.*?(?:{_AGENCY})", re.IGNORECASE),
    Facet.ONLINE: re.compile(r"trực tuyến|cổng dịch vụ công|vneid|định danh|bưu chính", re.IGNORECASE),
    Facet.ELIGIBILITY: re.compile(r"điều kiện|phải|đủ|từ \d+|tuổi|không quá|tối thiểu|%", re.IGNORECASE),
    Facet.FORM: re.compile(r"(?:mẫu|phụ lục|tờ khai)[^,;.]{0,40}?\b(?:[^\W\d]*\d\w*|[ivx]+)\b|ct\d\d", re.IGNORECASE),
}
_NOT = frozenset(("không", "chưa", "chẳng"))
_BETWEEN = frozenset(("được", "phải", "có", "còn", "bị", "thể", *_NOT))
_SIMILAR = 8.0  # cosines of a record's sentences lie within a few hundredths


def clues(
    asked: Asked, sentences: Sequence[Sentence], similarities: Sequence[float | None]
) -> list[dict[str, float | bool]]:
    """Of each sentence, by the names in assistant/data/picking.yaml.

    A word that stands in every sentence of the record says nothing, so words are weighed within the record.
    """
    words = [syllables(sentence.text) for sentence in sentences]
    exactly, said = _said(asked, words)
    after = [*said[1:], 0.0]
    near = _above_the_middle(similarities)
    figure, limit, permission = (is_asked(name, asked.text) for name in ("figure", "limit", "permission"))
    denied = _denied(syllables(asked.text))
    found: list[dict[str, float | bool]] = []
    for at, sentence in enumerate(sentences):
        low = sentence.text.lower()
        measured = asked.measure is not None
        office = is_said("office_time", low)
        found.append(
            {
                "said_exactly": exactly[at],
                "said": said[at],
                "said_after": after[at],
                "near": near[at],
                "amount": asked.measure is not None and asked.measure.is_stated_in(low),
                "facet": not measured and shows(sentence.text, asked.facet),
                "no_figure": figure and not measured and not is_said("figure", low),
                "own_field": sentence.field == FIELDS[asked.facet],
                "methods": sentence.field == "submission_methods",
                "results": sentence.field == "results",
                "length": math.log(len(sentence.text)),
                "limit": limit and is_said("limit", low),
                "denied": bool(denied & _denied(words[at])),
                "not_denied": bool(denied & set(words[at]) - _denied(words[at])),
                "permission": permission and is_said("permission", low),
                "office_time": office and asked.facet is not Facet.DURATION,
                "office_limit": office and limit,
            }
        )
    return found


def shows(text: str, facet: Facet) -> bool:
    """Whether a text bears the sign of a facet that has one: a sum for a fee, a time for a duration."""
    sign = _SIGNS.get(facet)
    return sign is not None and sign.search(text) is not None


def has_sign(facet: Facet) -> bool:
    return facet in _SIGNS


def word_weights(question: Iterable[str], texts: Sequence[set[str]]) -> dict[str, float]:
    """Weight of each of the question's words that the record has: the rarer in it, the heavier."""
    spread = Counter(word for text in texts for word in text)
    return {word: math.log(1 + len(texts) / spread[word]) for word in question if word in spread}


def _said(asked: Asked, words: Sequence[Sequence[str]]) -> tuple[list[float], list[float]]:
    """The share of the question that each text covers: letter by letter, and without marks or in the records' words."""
    official = [word for phrase in asked.official for word in syllables(phrase)]
    exactly = _covered(asked.words, [set(each) for each in words])
    return exactly, _covered(map(fold, [*asked.words, *official]), [set(map(fold, each)) for each in words])


def _above_the_middle(similarities: Sequence[float | None]) -> list[float]:
    """How much nearer each is than the record's sentences on the whole; 0 where it isn't known."""
    known = [value for value in similarities if value is not None]
    middle = sum(known) / len(known) if known else 0.0
    return [0.0 if value is None else _SIMILAR * (value - middle) for value in similarities]


def _covered(question: Iterable[str], texts: Sequence[set[str]]) -> list[float]:
    """The share of the question's weight that each text covers."""
    weights = word_weights(question, texts)
    total = sum(weights.values()) or 1.0
    return [sum(weights[word] for word in weights if word in text) / total for text in texts]


def _denied(words: Sequence[str]) -> set[str]:
    """The words that are said not to be: "không đủ" -> {"đủ"}."""
    denied = set()
    for at, word in enumerate(words[:-1]):
        if word in _NOT:
            denied.add(next((each for each in words[at + 1 :] if each not in _BETWEEN), ""))
    return denied - {""}


def is_asked(clue: str, question: str) -> bool:
    return _pattern("asks", clue).search(question) is not None


def is_said(clue: str, text: str) -> bool:
    """`text`: lower case."""
    return _pattern("says", clue).search(text) is not None


@lru_cache(maxsize=32)
def _pattern(where: str, clue: str) -> re.Pattern[str]:
    return re.compile(data_file("picking.yaml")[where][clue])
