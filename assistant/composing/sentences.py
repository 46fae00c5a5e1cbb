"""Picks the sentences of a record that answer a question narrower than a facet."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Facet
from assistant.composing.asked import Asked
from assistant.composing.clues import clues, has_sign, is_asked, is_said, shows, word_weights
from assistant.data_files import data_file
from knowledge.sentences import Sentence
from knowledge.text.fold import fold
from knowledge.text.syllables import syllables

LONGEST = 420  # characters shown of one sentence
_AROUND = 20  # words before an amount that tell what it is for, and half as many after it
_BEFORE = 24  # characters before an amount in which a bound stands


@dataclass(frozen=True, slots=True)
class Picked:
    sentence: Sentence
    score: float  # 0-1: how likely it is that the sentence answers
    text: str = ""  # the sentence; one that ends in a colon with what follows it


def pick(asked: Asked, sentences: Sequence[Sentence], similarities: Sequence[float | None]) -> list[Picked]:
    """Sentences by how well they answer, best first."""
    data = data_file("picking.yaml")
    weights: dict[str, float] = data["weights"]
    picked = []
    for at, found in enumerate(clues(asked, sentences, similarities)):
        sum_ = data["base"] + sum(weights[name] * value for name, value in found.items())
        picked.append(Picked(sentences[at], 1 / (1 + math.exp(-sum_)), _with_list(sentences, at)))
    return sorted(picked, key=lambda one: -one.score)


def _with_list(sentences: Sequence[Sentence], at: int) -> str:
    text = sentences[at].text
    if text.endswith(":"):
        for following in sentences[at + 1 :]:
            if following.field != sentences[at].field or len(text) + len(following.text) >= LONGEST:
                break
            text = f"{text} {following.text};"
    return text.rstrip(";")


def speaks_of(sentence: Sentence, asked: Asked) -> bool:
    """Whether a sentence can say anything on a facet at all: a sum for a fee, a time for a duration."""
    facet = asked.facet
    if asked.measure is not None and asked.measure.is_stated_in(sentence.text):
        return True
    if facet is Facet.DOCUMENTS or sentence.field == "documents":
        return sentence.field == "documents" and facet in (Facet.DOCUMENTS, Facet.FORM)
    return not has_sign(facet) or shows(sentence.text, facet)


def excerpt(text: str, asked: Asked) -> str:
    """The stretch of a sentence that answers: with the amount asked for, and most of the question's words."""
    return text if len(text) <= LONGEST else shortened(text, asked.words, must=_amount_asked_for(text, asked))


def _amount_asked_for(text: str, asked: Asked) -> int | None:
    """Number of the word where the amount begins that has most of the question's words around it, and a bound
    ("không quá") before it where one is asked for."""
    if asked.measure is None:
        return None
    low = text.lower()
    words = [set(syllables(word)) for word in low.split()]
    weights = word_weights({*asked.words}, words)
    bounded = is_asked("limit", asked.text)
    starts = [found.start() for found in asked.measure.stated.finditer(low)]

    def worth(start: int) -> float:
        at = len(low[:start].split())
        around = set().union(*words[max(0, at - _AROUND) : at + _AROUND // 2])
        bound = bounded and is_said("bound", low[max(0, start - _BEFORE) : start])
        return sum(weights.get(word, 0.0) for word in around) + (sum(weights.values()) if bound else 0.0)

    return len(low[: max(starts, key=worth)].split()) if starts else None


def shortened(text: str, question: Sequence[str] = (), longest: int | None = None, must: int | None = None) -> str:
    """The text, or the stretch of it of at most `longest` characters that holds most of the question's words.

    Without a question, its beginning. `must`: number of a word that has to be in it.
    """
    longest = longest or LONGEST
    if len(text) <= longest:
        return text
    words = text.split()
    worths = _worths(words, question, must)
    begin, end = _best_stretch(words, worths, longest)
    end = _closed(words, worths, begin, end)
    # never part a number from its unit
    while begin and _has_digit(words[begin - 1]) and not _ITEM.fullmatch(words[begin - 1]):
        begin -= 1
    part = " ".join(words[begin:end])[:longest].split(" ")
    if begin + len(part) < len(words):  # "02 ngày" cut off "02 ngày làm việc" would say something else
        while len(part) > 1 and any(map(_has_digit, part[-_UNIT_WORDS:])):
            part.pop()
    return ("… " if begin else "") + " ".join(part) + (" …" if begin + len(part) < len(words) else "")


def _worths(words: Sequence[str], question: Sequence[str], must: int | None) -> list[float]:
    """How much each word of a text tells: one of the question's, the rarer in the text the more."""
    wanted = {fold(word) for word in question if len(word) > 1}
    parts = [list(map(fold, syllables(word))) for word in words]
    spread = Counter(part for each in parts for part in each)
    worths = [sum(1 / spread[part] for part in each if part in wanted) for each in parts]
    if must is not None:
        # the number, its words, its unit, what it limits
        for at in range(must, min(must + 2 * _UNIT_WORDS, len(words))):
            worths[at] += len(words)
    return worths


def _best_stretch(words: Sequence[str], worths: Sequence[float], longest: int) -> tuple[int, int]:
    """First word and the one after the last of the stretch of at most `longest` characters that is worth most; of
    such stretches the one that begins with a part of the sentence, then the first."""
    best, chosen = -1.0, (0, 1)
    end, length, worth = 0, -1, 0.0
    for begin, word in enumerate(words):
        while end < len(words) and length + 1 + len(words[end]) <= longest:
            length += 1 + len(words[end])
            worth += worths[end]
            end += 1
        opens = _OPENING if worth > 0 and begin and words[begin - 1][-1] in ",;:" else 0.0
        if worth + opens > best + 1e-9:
            best, chosen = worth + opens, (begin, max(end, begin + 1))
        if end == len(words):
            break
        length -= 1 + len(word)
        worth -= worths[begin]
    return chosen


def _closed(words: Sequence[str], worths: Sequence[float], begin: int, end: int) -> int:
    """The end of a stretch, moved back to where a part of the sentence ends, if little is lost: a cut inside a name
    ("xe máy" of "xe máy chuyên dùng") would say something else."""
    most = _LOST * sum(worths[begin:end])
    if end == len(words):
        return end
    for at in range(end, max(begin + 1, end - _LOST_WORDS), -1):
        if words[at - 1][-1] in ",;:" and sum(worths[at:end]) <= most:
            return at
    return end


_LOST = 0.15  # of what a stretch is worth, at most
_LOST_WORDS = 12  # at most
_OPENING = 0.3  # what it is worth that a stretch begins where a part of the sentence does
_ITEM = re.compile(r"\(?\d+[.)]+")  # the number of an item in a list
_UNIT_WORDS = 4  # a number and the words of its unit, at most


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)
