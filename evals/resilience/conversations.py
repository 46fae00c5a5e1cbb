"""What the citizens of a load ask: the turns of our own question sets, as they are typed in three ways."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from evals.questions import read_questions
from evals.variants import Variant, rewrite

_SETS = Path(__file__).parents[1] / "data"
# Most questions are ones that have an answer; attacks are few in an office's day, and are measured elsewhere.
_ASKED = ("answers_a", "answers_b", "answers_c", "short", "dialogues", "hard_c", "clarify", "outside", "refused")

Conversation = tuple[str, ...]


def conversations() -> tuple[Conversation, ...]:
    """All that there are, as written."""
    return tuple(question.turns for name in _ASKED for question in read_questions(_SETS / f"{name}.jsonl"))


def drawn(seed: int) -> Iterator[Conversation]:
    """Conversations without an end, for one citizen; the same for the same seed."""
    luck, known = random.Random(seed), conversations()
    variants = tuple(Variant)
    while True:
        variant = luck.choice(variants)
        yield tuple(rewrite(turn, variant, seed) for turn in luck.choice(known))
