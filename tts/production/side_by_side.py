"""The same work on many pieces, one thread a core: numpy and the encoders compute without the interpreter lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from tts.cores import cores

_Piece = TypeVar("_Piece")
_Done = TypeVar("_Done")


def side_by_side(work: Callable[[_Piece], _Done], pieces: Iterable[_Piece]) -> Iterator[_Done]:
    """``work`` of every piece, in order. Pieces are taken as results are, so only a few are held at a time.

    The first error ends it: no further piece is begun.
    """
    crew = cores()
    with ThreadPoolExecutor(crew, thread_name_prefix="production") as pool:
        waiting: deque[Future[_Done]] = deque()
        try:
            for piece in pieces:
                waiting.append(pool.submit(work, piece))
                if len(waiting) > 2 * crew:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
