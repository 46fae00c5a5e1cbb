"""Work on all cores: in order, a few pieces at a time, and an error ends it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from tts.cores import cores
from tts.production.side_by_side import side_by_side


def slowly_doubled(number: int) -> int:
    time.sleep(random.Random(number).random() / 100)
    return 2 * number


def test_results_come_in_the_order_of_the_pieces() -> None:
    assert list(side_by_side(slowly_doubled, range(30))) == [2 * number for number in range(30)]
    assert list(side_by_side(slowly_doubled, [])) == []


def test_pieces_are_taken_as_results_are() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = side_by_side(slowly_doubled, pieces())
    next(results)
    assert len(taken) <= 2 * cores() + 1
    results.close()


def test_the_first_error_is_raised_and_nothing_more_is_begun() -> None:
    begun: list[int] = []

    def fails_at_five(number: int) -> int:
        begun.append(number)
        if number == 5:
            raise OSError("no space left")
        return number

    with pytest.raises(OSError, match="no space"):
        list(side_by_side(fails_at_five, range(1000)))
    assert max(begun) <= 5 + 2 * cores() + 1
