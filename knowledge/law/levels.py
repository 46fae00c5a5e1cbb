"""One act in several degrees: alcohol up to 50, 50 to 80, over 80 mg; speed over by 5, 10, 20, 35 km/h."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.provisions import Provision
from knowledge.text.fold import fold

_SAME_WORDS = 8  # "Điều khiển xe trên đường mà trong máu", "Điều khiển xe chạy quá tốc độ quy"


def _start(provision: Provision) -> tuple[str, ...]:
    return tuple(fold(provision.text).lower().split()[:_SAME_WORDS])


def levels_of(act: Provision, provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """The points of the article that start with the same words as `act`, itself among them, in order of the clauses."""
    start = _start(act)
    if len(start) < _SAME_WORDS:
        return (act,)
    return tuple(
        one
        for one in provisions
        if (one.document, one.article) == (act.document, act.article) and one.point and _start(one) == start
    ) or (act,)
