"""Asks every question of a set in a variant, and judges the answers."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import perf_counter
from typing import Any

from evals.questions import Question, reworded
from evals.results import Miss, Row
from evals.scoring import is_right, judge
from evals.system import System
from evals.variants import Variant, rewrite

LABELLED_ON = date(2026, 11, 22)  # what the labels take for today

_MASKED = "masked"

Advance = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Judged:
    question: Question
    answer: Mapping[str, Any]
    held: Mapping[str, bool]
    milliseconds: float


def ask_all(system: System, questions: Iterable[Question], variant: Variant, advance: Advance) -> list[Judged]:
    judged = []
    for question in reworded(questions, partial(rewrite, variant=variant)):
        judged.append(_ask(system, question))
        advance()
    return judged


def row_of(name: str, variant: Variant, judged: Sequence[Judged]) -> Row:
    """Share right, share that held of each check that applied, and the time of the answers."""
    applied = Counter(check for one in judged for check in one.held)
    held = Counter(check for one in judged for check, fine in one.held.items() if fine)
    times = sorted(one.milliseconds for one in judged)
    measures = {
        "right": sum(is_right(one.held) for one in judged) / len(judged),
        **{check: held[check] / applied[check] for check in applied},
        "p50_ms": times[len(times) // 2],
        "p95_ms": times[int(len(times) * 0.95)],
    }
    return Row(name, variant.value, len(judged), measures)


def misses_of(name: str, variant: Variant, judged: Iterable[Judged]) -> tuple[Miss, ...]:
    return tuple(
        Miss(
            set=name,
            variant=variant.value,
            id=one.question.id,
            asked=" | ".join(one.question.turns),
            failed=tuple(check for check, fine in one.held.items() if not fine),
            status=one.answer.get("status"),
            procedure=(one.answer.get("procedure") or {}).get("code"),
            text=str(one.answer.get("text") or ""),
        )
        for one in judged
        if not is_right(one.held)
    )


def _ask(system: System, question: Question) -> Judged:
    log = _Listener(logging.getLogger().handlers)
    if question.expected.masked:
        logging.getLogger().addHandler(log)
    started = perf_counter()
    try:
        answer = system.ask(question.turns, LABELLED_ON)
    finally:
        logging.getLogger().removeHandler(log)
    milliseconds = 1000 * (perf_counter() - started)
    held = judge(question.expected, answer)
    if question.expected.masked:
        held[_MASKED] = not any(secret in line for secret in question.expected.masked for line in log.lines)
    return Judged(question, answer, held, milliseconds)


class _Listener(logging.Handler):
    """Keeps every line as the handlers at work would write it: after their filters."""

    def __init__(self, at_work: Iterable[logging.Handler]) -> None:
        super().__init__()
        self.lines: list[str] = []
        for handler in at_work:
            for one in handler.filters:
                self.addFilter(one)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
