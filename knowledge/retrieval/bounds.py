"""Ages and other amounts that a title bounds ("cho người dưới 14 tuổi"), compared with those that a question tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from knowledge.law.amounts import Amount, fits, spans_of
from knowledge.law.levels import Span


class TitleBounds:
    """What many titles bound, compared with a question's amounts at once."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles

    @cached_property
    def _bounding(self) -> dict[int, tuple[Span, ...]]:
        """Number of the title -> its bounds, where it has any: worked out for the first question with an amount."""
        found = {at: spans_of(title) for at, title in enumerate(self._titles)}
        return {at: spans for at, spans in found.items() if spans}

    def agreement(self, amounts: Sequence[Amount]) -> npt.NDArray[np.float32]:
        """1 a title that bounds an amount of the question, -1 one that leaves it out, 0 where nothing is bounded."""
        agreeing = np.zeros(len(self._titles), np.float32)
        for at, spans in self._bounding.items() if amounts else ():
            within = fits(amounts, spans)
            agreeing[at] = 0 if within is None else 1 if within else -1
        return agreeing
