"""Gives typed Vietnamese its diacritics back, expands short forms and mends slips, in one noisy-channel search.

Each token gets readings (itself, the same letters with other marks, neighbours one key away, short forms spelled
out), each with the cost of typing it so; the trigram model of the catalogue's own text weighs them in context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from knowledge.text.clean import nfc
from knowledge.text.fold import fold
from knowledge.text.language_model import END, NUMBER, START, UNKNOWN, Floats, LanguageModel
from knowledge.text.readings import Reading, Readings
from knowledge.text.tones import modern_tone

_TOKEN = re.compile(r"[^\W\d_]+(?!\w)|\w+(?:[./-]\w+)*|[^\w\s]+")
_BREAK = re.compile(r"[.!?;:\n]")
_BEAM = 10
_HOPELESS = 12.0  # nats behind the best path: what comes later makes up for less


@dataclass(frozen=True, slots=True)
class Restored:
    """`texts`: the likeliest readings, best first, lower case. `confidence`: 0-1, how sure the best one is."""

    texts: tuple[str, ...]
    confidence: float

    @property
    def best(self) -> str:
        return self.texts[0]


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    history: tuple[int, int]
    words: tuple[str, ...]


class Restorer:
    def __init__(self, model: LanguageModel, readings: Readings) -> None:
        self._model = model
        self._readings = readings
        self._ids = {word: number for number, word in enumerate(model.vocabulary)}

    def restore(self, text: str, keep: int = 4) -> Restored:
        """The likeliest readings, at most `keep`, of a question of at most a few hundred syllables."""
        tokens = [modern_tone(token) for token in _TOKEN.findall(nfc(text).lower())]
        words = [token for token in tokens if token.isalpha()]
        if not words:
            return Restored((" ".join(tokens),), 1.0)
        marked = sum(fold(word) != word for word in words) / len(words)
        paths = [_Path(0.0, (START, START), ())]
        for token in tokens:
            paths = self._advance(paths, token, marked)
        final = sorted((self._close(path) for path in paths), key=lambda path: -path.score)
        return Restored(tuple(dict.fromkeys(" ".join(path.words) for path in final[:keep])), _confidence(final))

    def _advance(self, paths: list[_Path], token: str, marked: float) -> list[_Path]:
        if not any(character.isalnum() for character in token):
            restart = bool(_BREAK.search(token))
            return [_Path(p.score, (START, START) if restart else p.history, (*p.words, token)) for p in paths]
        if not token.isalpha():
            return [_Path(p.score, (p.history[1], NUMBER), (*p.words, token)) for p in paths]
        readings = self._readings.of(token, marked)
        scores = self._score(paths, readings)
        kept: dict[tuple[str, ...], _Path] = {}
        least = float(scores.max()) - _HOPELESS
        for flat in np.argsort(-scores, axis=None).tolist():
            at, number = divmod(flat, len(readings))
            if scores[at, number] < least:
                break
            path, reading = paths[at], readings[number]
            last_two = (*path.words[-1:], *reading.words)[-2:]
            if last_two not in kept:  # what follows sees two words back: the first to arrive is the best
                ids = (*path.history, *(self._ids.get(word, UNKNOWN) for word in reading.words))
                words = (*path.words, *reading.words)
                kept[last_two] = _Path(float(scores[at, number]), (ids[-2], ids[-1]), words)
                if len(kept) == _BEAM:
                    break
        return list(kept.values())

    def _score(self, paths: list[_Path], readings: list[Reading]) -> Floats:
        """Scores of every path followed by every reading, shape (paths, readings)."""
        first = np.array([[path.history[0]] for path in paths], np.int64)
        second = np.array([[path.history[1]] for path in paths], np.int64)
        total = np.array([[path.score] for path in paths]) - np.array([[reading.cost for reading in readings]])
        head = np.array([[self._ids.get(reading.words[0], UNKNOWN) for reading in readings]], np.int64)
        total = total + self._model.log_probability(first, second, head)
        for column, reading in enumerate(readings):
            before, word = second[:, 0], head[0, column]
            for spelled in reading.words[1:]:
                one, two = np.broadcast_to(word, before.shape), np.int64(self._ids.get(spelled, UNKNOWN))
                total[:, column] += self._model.log_probability(before, one, np.broadcast_to(two, before.shape))
                before, word = one, two
        return np.asarray(total)

    def _close(self, path: _Path) -> _Path:
        one, two = (np.array([number], np.int64) for number in path.history)
        end = self._model.log_probability(one, two, np.array([END], np.int64))
        return _Path(path.score + float(end[0]), path.history, path.words)


def _confidence(paths: list[_Path]) -> float:
    """Mean over the words of the probability mass, among the surviving paths, that agrees with the best path."""
    best = paths[0]
    weights = np.exp(np.array([path.score for path in paths]) - best.score)
    weights = weights / weights.sum()
    same_length = [(w, p) for w, p in zip(weights, paths, strict=True) if len(p.words) == len(best.words)]
    agree = [
        sum(weight for weight, path in same_length if path.words[at] == word)
        for at, word in enumerate(best.words)
        if word.isalpha()
    ]
    return float(np.mean(agree)) if agree else 1.0
