"""How well a ranking puts what is right on top."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

DEPTH = 10


def recall_at_1(found: Sequence[str], right: Collection[str]) -> float:
    """1.0 where the first document is a right one."""
    return float(bool(found) and found[0] in right)


def ndcg(found: Sequence[str], right: Collection[str], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain with gains of one (Järvelin and Kekäläinen 2002)."""
    gained = sum(1 / math.log2(rank + 2) for rank, document in enumerate(found[:depth]) if document in right)
    best = sum(1 / math.log2(rank + 2) for rank in range(min(len(right), depth)))
    return gained / best if best else 0.0
