"""What one typed token may stand for, and the cost, in nats, of typing it so."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.text.fold import fold
from knowledge.text.language_model import LanguageModel

_SHORT_FORM = 0.3
_SLIP_UNKNOWN = 4.0  # a key missed, doubled or swapped in a token that is no word as it stands
_NO_WORD = 4.0  # kept although no one writes it so
_FREQUENT = 60  # only syllables seen so often are offered as what a known word was meant to be
_MOST = 24
_KEYS = "abcdeghiklmnopqrstuvxy"

_WITHOUT, _WITH = 0.2, 0.5  # share of marked words up to, and from, which a question is typed without or with marks
_ATTESTED = 5  # times that the model's text holds a word which is taken for meant as it stands

_Offer = Callable[[tuple[str, ...], float], None]


@dataclass(frozen=True, slots=True)
class _Costs:
    """What it costs to take a word that is typed in one way for another. Found on questions with and without slips."""

    other_marks: float  # "hết" meant as "hệt": marks that were typed are mostly meant
    more_marks: float  # "hêt" meant as "hết": a mark was left out
    other_tone: float  # "cở" meant as "cỡ": half the country says hỏi and ngã alike
    slip: float  # a key missed, doubled or swapped in a token that is a word as it stands


_DOUBTED = _Costs(other_marks=8.0, more_marks=2.5, other_tone=3.5, slip=9.0)
_TRUSTED = _Costs(other_marks=14.0, more_marks=6.0, other_tone=6.0, slip=15.0)  # by one who types every mark
_BARE = _Costs(other_marks=8.0, more_marks=0.0, other_tone=0.0, slip=9.0)  # by one who types none


@dataclass(frozen=True, slots=True)
class Reading:
    words: tuple[str, ...]
    cost: float


class Readings:
    """Readings drawn from a model's vocabulary and from the short forms (folded form -> expansions)."""

    def __init__(self, model: LanguageModel, short_forms: Mapping[str, Sequence[str]]) -> None:
        self._short_forms = {key: [tuple(text.split()) for text in texts] for key, texts in short_forms.items()}
        self._count = dict(zip(model.vocabulary, (int(count) for count in model.unigrams), strict=True))
        self._by_fold: defaultdict[str, list[str]] = defaultdict(list)
        for word in model.vocabulary:
            self._by_fold[fold(word)].append(word)
        for words in self._by_fold.values():
            words.sort(key=lambda word: -self._count[word])
        self._cache: dict[tuple[str, _Costs], list[Reading]] = {}

    def of(self, token: str, marked: float) -> list[Reading]:
        """Readings of a lower-case token; `marked` is the share of the question's words that carry marks."""
        key = (token, self._costs(token, marked))
        if key not in self._cache:
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[key] = self._readings(*key)
        return self._cache[key]

    def _costs(self, token: str, marked: float) -> _Costs:
        if marked < _WITHOUT:
            return _BARE
        return _TRUSTED if marked >= _WITH and self._count.get(token, 0) >= _ATTESTED else _DOUBTED

    def _readings(self, token: str, costs: _Costs) -> list[Reading]:
        folded = fold(token)
        found: dict[tuple[str, ...], float] = {}

        def offer(words: tuple[str, ...], cost: float) -> None:
            found[words] = min(cost, found.get(words, cost))

        known = self._count.get(token, 0) > 0
        offer((token,), 0.0 if known else _NO_WORD)
        for word in self._by_fold.get(folded, ())[:_MOST]:
            offer((word,), _marks_cost(token, word, costs))
        # "hỏng" is not the "hong" that means "không"; "hđ" may be any short form.
        is_spelled_out = costs is _TRUSTED and any(map(unicodedata.combining, unicodedata.normalize("NFD", token)))
        for words in () if is_spelled_out else self._short_forms.get(folded, ()):
            offer(words, _SHORT_FORM if not known or len(token) <= 2 else _SHORT_FORM + 2.0)
        if len(folded) > 2 and costs is not _TRUSTED:
            self._offer_slips(token, known or folded in self._by_fold, costs, offer)
        return [Reading(words, cost) for words, cost in sorted(found.items(), key=self._rank)[:40]]

    def _rank(self, reading: tuple[tuple[str, ...], float]) -> tuple[float, int, tuple[str, ...]]:
        """The cheapest, then the commonest first: every process must cut the same readings off."""
        words, cost = reading
        return cost, -min(self._count.get(word, 0) for word in words), words

    def _offer_slips(self, token: str, known: bool, costs: _Costs, offer: _Offer) -> None:
        folded, tone = fold(token), _tone(token)
        if known and folded in self._short_forms:
            return
        for neighbour in _neighbours(folded):
            for word in self._by_fold.get(neighbour, ())[: 6 if costs is _BARE or not known else 2]:
                if not known:
                    offer((word,), _SLIP_UNKNOWN)
                elif self._count[word] >= _FREQUENT:
                    offer((word,), costs.slip if tone in ("", _tone(word)) else costs.slip + costs.other_marks)
        if not known:
            for cut in range(2, len(folded) - 1):  # "dangky": a blank left out
                left, right = self._by_fold.get(folded[:cut]), self._by_fold.get(folded[cut:])
                if left and right:
                    for one in left[:3]:
                        for two in right[:3]:
                            offer((one, two), _SLIP_UNKNOWN)


def _marks_cost(token: str, word: str, costs: _Costs) -> float:
    if word == token or costs is _BARE:
        return 0.0
    if _tones_alike(token) == _tones_alike(word):
        return costs.other_tone
    return costs.more_marks if _marks(token) <= _marks(word) else costs.other_marks


_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_HOI, _NGA = "\u0309", "\u0303"


def _tone(word: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFD", word) if character in _TONES)


def _tones_alike(word: str) -> str:
    return unicodedata.normalize("NFD", word).replace(_NGA, _HOI)


def _marks(word: str) -> Counter[tuple[int, str]]:
    """The marks of a word, each with the place of its letter."""
    marks: Counter[tuple[int, str]] = Counter()
    place = 0
    for character in unicodedata.normalize("NFD", word):
        if unicodedata.combining(character):
            marks[place, character] += 1
        else:
            place += 1
            marks[place, character] += character == "đ"
    return +marks


def _neighbours(word: str) -> set[str]:
    """Every string one deletion, swap, replacement or insertion of a letter away."""
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    deletes = {left + right[1:] for left, right in splits if right}
    swaps = {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    replaced = {left + key + right[1:] for left, right in splits if right for key in _KEYS}
    inserted = {left + key + right for left, right in splits for key in _KEYS}
    return (deletes | swaps | replaced | inserted) - {word}
