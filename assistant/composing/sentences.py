"""Picks the sentences of a record that answer a question narrower than a facet."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Facet
from assistant.composing.asked import Asked
from assistant.composing.measures import IN_WORDS, NUMBER
from knowledge.sentences import Sentence
from knowledge.text.fold import fold
from knowledge.text.syllables import bigrams, syllables

LONGEST = 420  # characters shown of one sentence

_LONG_UNIT = "(?:ngày|tháng|năm)"
_TERM = "thời hạn|giá trị|hiệu lực|không quá|tối đa"
_AGENCY = "sở|cục|phòng|công an|ủy ban|trung tâm|cơ sở|bộ "
# What a sentence must look like to answer a question on this facet.
_SIGNS = {
    Facet.FEE: re.compile(r"\d[\d.,]*\s*(?:đồng|đ\b|vnđ|vnd)|lệ phí|miễn phí|mức thu|phí", re.IGNORECASE),
    Facet.DURATION: re.compile(rf"{NUMBER}\s*{IN_WORDS}(?:ngày|giờ|phút|tháng|tuần)", re.IGNORECASE),
    Facet.VALIDITY: re.compile(rf"(?:{_TERM}).*?(?:{NUMBER}\s*{IN_WORDS}{_LONG_UNIT}|không thời hạn)", re.IGNORECASE),
    Facet.PLACE: re.compile(rf"\b(?:nộp|gửi|đến|tới|tại)\b.*?(?:{_AGENCY})", re.IGNORECASE),
    Facet.ONLINE: re.compile(r"trực tuyến|cổng dịch vụ công|vneid|định danh|bưu chính", re.IGNORECASE),
    Facet.ELIGIBILITY: re.compile(r"điều kiện|phải|đủ|từ \d+|tuổi|không quá|tối thiểu|%", re.IGNORECASE),
    Facet.FORM: re.compile(r"mẫu|phụ lục|tờ khai|ct\d\d", re.IGNORECASE),
}
_SIGN_BONUS = 0.25
_MEASURE_BONUS = 0.7  # a sentence with an amount in the unit asked for
_DENSE = 8.0  # cosines of a record's sentences lie within a few hundredths; found on labelled questions
_ASKS_FIGURE = re.compile(r"\b(?:mấy|bao nhiêu|bao lâu|tối đa|tối thiểu)\b")
_FIGURE = re.compile(rf"\d|không thời hạn|\b{NUMBER}\b")


@dataclass(frozen=True, slots=True)
class Picked:
    sentence: Sentence
    score: float  # share of the question's weight that it covers, plus nearness in meaning, plus signs of the facet


def pick(asked: Asked, sentences: Sequence[Sentence], similarities: Sequence[float | None]) -> list[Picked]:
    """Sentences by how well they answer, best first.

    A word that stands in every sentence of the record says nothing, so words are weighed within the record.
    """
    terms = [_terms(syllables(sentence.text)) for sentence in sentences]
    said = [*asked.words, *(word for phrase in asked.official for word in syllables(phrase))]
    weights = word_weights(said, terms)
    total = sum(weights.values()) or 1.0
    sign = _SIGNS.get(asked.facet)
    asks_figure = bool(_ASKS_FIGURE.search(" ".join(asked.words)))
    known = [value for value in similarities if value is not None]
    middle = sum(known) / len(known) if known else 0.0
    picked = []
    for sentence, own, similarity in zip(sentences, terms, similarities, strict=True):
        score = sum(weights[term] for term in own if term in weights) / total / (1 + 0.0008 * len(sentence.text))
        if similarity is not None:
            score += _DENSE * (similarity - middle)
        if asked.measure is not None:
            score += _MEASURE_BONUS if asked.measure.is_stated_in(sentence.text) else -_SIGN_BONUS
        elif sign is not None and sign.search(sentence.text):
            score += _SIGN_BONUS
        elif asks_figure and not _FIGURE.search(sentence.text):
            score -= _SIGN_BONUS / 2
        picked.append(Picked(sentence, score))
    return sorted(picked, key=lambda one: -one.score)


def speaks_of(sentence: Sentence, asked: Asked) -> bool:
    """Whether a sentence can say anything on a facet at all: a sum for a fee, a time for a duration."""
    facet = asked.facet
    if asked.measure is not None and asked.measure.is_stated_in(sentence.text):
        return True
    if facet is Facet.DOCUMENTS or sentence.field == "documents":
        return sentence.field == "documents" and facet in (Facet.DOCUMENTS, Facet.FORM)
    sign = _SIGNS.get(facet)
    return sign is None or sign.search(sentence.text) is not None


def word_weights(question: Sequence[str], terms: Sequence[set[str]]) -> dict[str, float]:
    """Weight of each of the question's words and pairs that the record has: the rarer in it, the heavier."""
    spread = Counter(term for each in terms for term in each)
    return {term: math.log(1 + len(terms) / spread[term]) for term in _terms(question) if term in spread}


def excerpt(text: str, asked: Asked) -> str:
    """The stretch of a sentence that answers: with the amount asked for, and most of the question's words."""
    amount = asked.measure.stated.search(text.lower()) if asked.measure else None
    return shortened(text, asked.words, must=len(text[: amount.start()].split()) if amount else None)


def shortened(text: str, question: Sequence[str] = (), longest: int = LONGEST, must: int | None = None) -> str:
    """The text, or the stretch of it of at most `longest` characters that holds most of the question's words.

    Without a question, its beginning. `must`: number of a word that has to be in it.
    """
    if len(text) <= longest:
        return text
    words = text.split()
    width = max(1, int(longest / (len(text) / len(words))))
    wanted = {fold(word) for word in question if len(word) > 1}
    spread = Counter(part for word in words for part in map(fold, syllables(word)))
    hits = [sum(1 / spread[part] for part in map(fold, syllables(word)) if part in wanted) for word in words]
    if must is not None:
        for at in range(
            must, min(must + 2 * _UNIT_WORDS, len(words))
        ):  # the number, its words, its unit, what it limits
            hits[at] += len(words)
    sums = [sum(hits[at : at + width]) for at in range(max(1, len(words) - width + 1))]
    best = sums.index(max(sums))
    while best and _has_digit(words[best - 1]):  # never part a number from its unit
        best -= 1
    part = " ".join(words[best : best + width])[:longest].rsplit(" ", 1)[0].split()
    if best + len(part) < len(words):  # "02 ngày" cut off "02 ngày làm việc" would say something else
        while len(part) > 1 and any(map(_has_digit, part[-_UNIT_WORDS:])):
            part.pop()
    return ("… " if best else "") + " ".join(part) + (" …" if best + len(part) < len(words) else "")


_UNIT_WORDS = 4  # a number and the words of its unit, at most


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _terms(words: Sequence[str]) -> set[str]:
    folded = [fold(word) for word in words]
    return {*folded, *bigrams(folded)}
