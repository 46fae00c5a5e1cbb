"""A syllable trigram model, counted with numpy and looked up in sorted arrays, so that it loads in milliseconds.

Probabilities are interpolated with absolute discounting (Ney, Essen and Kneser 1994). Arrays are saved as one .npz.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.text.clean import nfc
from knowledge.text.tones import modern_tone

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

START, END, UNKNOWN, NUMBER = 0, 1, 2, 3
_SPECIAL = ["<s>", "</s>", "<unk>", "<num>"]
_SENTENCE = re.compile(r"[.!?;:\n()]+(?=\s|$)|[\n()]")
_TOKEN = re.compile(r"[^\W\d_]+(?!\w)|\w+")
_WEIGHTS = (0.62, 0.28, 0.10)  # trigram, bigram, unigram; measured on held-out questions
_DISCOUNT = 0.5
_FLOOR = 1e-9


@dataclass(frozen=True)
class LanguageModel:
    """Counts of syllables and of their pairs and triples; ids index `vocabulary`."""

    vocabulary: tuple[str, ...]
    unigrams: Ints  # (V,)
    bigram_keys: Ints  # sorted a*V+b
    bigram_counts: Ints
    trigram_keys: Ints  # sorted (a*V+b)*V+c
    trigram_counts: Ints

    def log_probability(self, first: Ints, second: Ints, third: Ints) -> Floats:
        """log P(third | first, second), elementwise over broadcast id arrays."""
        size = len(self.vocabulary)
        pair = first * size + second
        bigram = second * size + third
        in_context = _lookup(self.trigram_keys, self.trigram_counts, pair * size + third)
        context = np.maximum(_lookup(self.bigram_keys, self.bigram_counts, pair), 1)
        after = _lookup(self.bigram_keys, self.bigram_counts, bigram)
        three = np.maximum(in_context - _DISCOUNT, 0) / context
        two = np.maximum(after - _DISCOUNT, 0) / np.maximum(self.unigrams[second], 1)
        one = self._alone[third]
        return np.asarray(np.log(_WEIGHTS[0] * three + _WEIGHTS[1] * two + _WEIGHTS[2] * one + _FLOOR))

    @cached_property
    def _alone(self) -> Floats:
        """P(word), without what stands before it."""
        return np.asarray(self.unigrams / max(int(self.unigrams.sum()), 1))

    def save(self, path: Path) -> None:
        np.savez(
            path,
            vocabulary=np.frombuffer("\n".join(self.vocabulary).encode(), dtype=np.uint8),
            unigrams=self.unigrams,
            bigram_keys=self.bigram_keys,
            bigram_counts=self.bigram_counts,
            trigram_keys=self.trigram_keys,
            trigram_counts=self.trigram_counts,
        )

    @classmethod
    def load(cls, path: Path) -> LanguageModel:
        with np.load(path, allow_pickle=False) as arrays:
            return cls(
                vocabulary=tuple(arrays["vocabulary"].tobytes().decode().split("\n")),
                **{name: arrays[name] for name in cls.__dataclass_fields__ if name != "vocabulary"},
            )


def train(texts: Iterable[tuple[str, int]], minimum: int = 1) -> LanguageModel:
    """The model of `texts`, pairs (text, times it counts); syllables rarer than `minimum` are unknown."""
    counts: Counter[str] = Counter()
    sentences: list[tuple[list[str], int]] = []
    for text, times in texts:
        for sentence in _SENTENCE.split(nfc(text).lower()):
            tokens = tokens_of(sentence)
            if tokens:
                sentences.append((tokens, times))
                for token in tokens:
                    counts[token] += times
    kept = [token for token, count in counts.items() if count >= minimum and token not in _SPECIAL]
    vocabulary = (*_SPECIAL, *kept)
    ids = {token: number for number, token in enumerate(vocabulary)}
    stream = array("q")
    for tokens, times in sentences:
        stream.extend([START, START, *(ids.get(token, UNKNOWN) for token in tokens), END] * times)
    return _count(vocabulary, np.frombuffer(stream, dtype=np.int64) if stream else np.zeros(0, np.int64))


def tokens_of(sentence: str) -> list[str]:
    """Lower-case syllables of one sentence; whatever holds a digit is `<num>`."""
    return [modern_tone(t) if t.isalpha() else _SPECIAL[NUMBER] for t in _TOKEN.findall(sentence)]


def _count(vocabulary: Sequence[str], stream: Ints) -> LanguageModel:
    size = len(vocabulary)
    pairs = stream[:-1] * size + stream[1:]
    triples = pairs[:-1] * size + stream[2:]
    # A window that runs over a sentence's end (anything but <s> after </s>) is no context.
    bigram_keys, bigram_counts = np.unique(pairs[stream[:-1] != END], return_counts=True)
    inside = (stream[:-2] != END) & (stream[1:-1] != END)
    trigram_keys, trigram_counts = np.unique(triples[inside], return_counts=True)
    return LanguageModel(
        vocabulary=tuple(vocabulary),
        unigrams=np.bincount(stream, minlength=size).astype(np.int64),
        bigram_keys=bigram_keys,
        bigram_counts=bigram_counts.astype(np.int64),
        trigram_keys=trigram_keys,
        trigram_counts=trigram_counts.astype(np.int64),
    )


def _lookup(keys: Ints, counts: Ints, wanted: Ints) -> Ints:
    if not len(keys):
        return np.zeros(np.shape(wanted), np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, counts[at], 0)
