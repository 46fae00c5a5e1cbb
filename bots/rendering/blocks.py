"""Packs a text and the blocks below it into messages; a block is only cut where it is longer than a whole message."""

from __future__ import annotations

from collections.abc import Sequence

from bots.rendering.measure import Measure
from bots.rendering.split import split


def pack(text: str, blocks: Sequence[str], limit: int, measure: Measure) -> tuple[str, ...]:
    """Messages of at most `limit`, each holding whole blocks, in the given order."""
    messages = list(split(text, limit, measure)) if text else []
    for block in blocks:
        joined = f"{messages[-1]}\n\n{block}" if messages else block
        if measure(joined) <= limit:
            messages[-1:] = [joined]
        else:
            messages.extend(split(block, limit, measure))
    return tuple(messages)
