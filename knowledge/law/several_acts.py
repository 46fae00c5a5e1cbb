"""Several acts punished at once: fines add up, only the worst act costs points, a suspension replaces points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.law.penalties import Penalty
from knowledge.provisions import Provision
from knowledge.text.fold import fold

# The sentences of NĐ 168/2024 that say so (khoản 2 Điều 5; điểm b khoản 1 Điều 50), found by their words.
_EACH_FINED = "bi phat tien doi voi tung hanh vi vi pham"
_WORST_ONLY = "chi ap dung tru diem doi voi hanh vi vi pham bi tru nhieu diem nhat"


@dataclass(frozen=True, slots=True)
class Total:
    """Sums in đồng; `principles` are the provisions that say how acts are added up."""

    minimum: int | None
    maximum: int | None
    points: int | None
    licence_suspension: tuple[int, int] | None
    penalties: tuple[Penalty, ...]
    principles: tuple[Provision, ...]


def total_of(penalties: Sequence[Penalty], provisions: Iterable[Provision]) -> Total:
    """The whole of `penalties` (at least one); sums are None where an act has no fine of its own."""
    document = penalties[0].act.document
    lows, highs = [one.minimum for one in penalties], [one.maximum for one in penalties]
    suspended = [one.licence_suspension for one in penalties if one.licence_suspension]
    points = [one.points for one in penalties if one.points is not None]
    principles = tuple(
        one
        for one in provisions
        if one.document == document and any(words in fold(one.text).lower() for words in (_EACH_FINED, _WORST_ONLY))
    )
    return Total(
        minimum=None if None in lows else sum(low or 0 for low in lows),
        maximum=None if None in highs else sum(high or 0 for high in highs),
        points=None if suspended else max(points, default=None),
        licence_suspension=max(suspended, default=None),
        penalties=tuple(penalties),
        principles=principles,
    )
