"""What is to be done: issue, re-issue, exchange, renew, amend, revoke... in titles and in questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from knowledge.text.lexicon import shipped
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables

_PLAIN = "first"
_UNSAID = 1.0
_PART = "amend"  # goes with others: "cấp lại khi đổi tên"


@lru_cache(maxsize=1)
def _books() -> tuple[PhraseBook[str], PhraseBook[tuple[tuple[str, float], ...]]]:
    titles: dict[str, str] = {}
    said: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for action, words in shipped("actions.yaml").items():
        titles.update(dict.fromkeys(words["title"], action))
        for phrase, weight in words["said"].items():
            said[phrase].append((action, float(weight)))
    return PhraseBook(titles), PhraseBook({phrase: tuple(pairs) for phrase, pairs in said.items()})


def title_actions(title: str) -> frozenset[str]:
    """Actions that a procedure's title names ("Cấp, cấp lại Phù hiệu" -> first, reissue)."""
    titles, _ = _books()
    return frozenset(found.value for found in titles.find(syllables(title)))


def asked_actions(question: str) -> dict[str, float]:
    """Actions that a question asks for, each with the weight (0-1) of the word that says so best."""
    _, said = _books()
    weights: dict[str, float] = {}
    for found in said.find(syllables(question)):
        for action, weight in found.value:
            weights[action] = max(weight, weights.get(action, 0.0))
    return {action: weight for action, weight in weights.items() if weight > 0}


def without_other_actions(question: str, asked: Collection[str]) -> str:
    """The question less the words that ask for actions, all of them others than those asked for."""
    wanted = set(asked) - {_PART}
    words = syllables(question)
    said = _books()[1].find(words) if wanted else []
    other = [one for one in said if not any(name in wanted or name == _PART for name, _ in one.value)]
    cut = {at for one in other if max(weight for _, weight in one.value) > 0 for at in range(one.start, one.end)}
    return " ".join(word for at, word in enumerate(words) if at not in cut) if cut else question


class TitleActions:
    """The actions of many titles, compared with a question's at once."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._names = sorted(shipped("actions.yaml"))
        self._plain = self._names.index(_PLAIN)
        rows = [[name in named for name in self._names] for named in map(title_actions, titles)]
        self._named = np.array(rows, bool).reshape(len(titles), len(self._names))

    def agreement(self, asked: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """-1 to 1 a title: how well its actions fit those asked for; 0 where the title names none.

        A question that names no action means the plain one: it does not mean "cấp lại" or "thu hồi" unsaid.
        """
        if not asked:
            return np.where(self._named.any(axis=1) & ~self._named[:, self._plain], -_UNSAID, 0).astype(np.float32)
        weights = np.array([asked.get(name, 0.0) for name in self._names], np.float32)
        fitting = (self._named * weights).max(axis=1, initial=0.0)
        against = np.where(self._named.any(axis=1), -weights.max(), 0.0)
        return np.asarray(np.where(fitting > 0, fitting, against), np.float32)
