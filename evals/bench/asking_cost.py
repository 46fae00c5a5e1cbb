"""Time of an answer in a running process, ours and the plain chain's, question by question in turn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from evals.asking import LABELLED_ON, Advance
from evals.bench.plain_chain import PlainChain
from evals.floors import is_cost
from evals.questions import Question
from evals.results import Row
from evals.system import System

OURS, PLAIN, RATIO = "motcua", "plain_chain", "ratio"

_WARM_UP = 8  # questions asked of both before the clock runs


@dataclass(slots=True)
class _Clock:
    milliseconds: list[float] = field(default_factory=list)

    def time(self, answer: Callable[..., object], *question: object) -> None:
        started = perf_counter()
        answer(*question)
        self.milliseconds.append(1000 * (perf_counter() - started))

    def measures(self) -> dict[str, float]:
        times = sorted(self.milliseconds)
        return {
            "p50_ms": times[len(times) // 2],
            "p95_ms": times[int(len(times) * 0.95)],
            "answers_per_s": 1000 * len(times) / sum(times),
        }


def compare_asking(system: System, chain: PlainChain, questions: Sequence[Question], advance: Advance) -> list[Row]:
    """Rows for ours, the plain chain, and ours divided by the plain chain's."""
    for question in questions[:_WARM_UP]:
        system.ask(question.turns, LABELLED_ON)
        chain.answer(question.turns[-1])
    ours, plain = _Clock(), _Clock()
    for question in questions:
        ours.time(system.ask, question.turns, LABELLED_ON)
        plain.time(chain.answer, question.turns[-1])
        advance()
    rows = [Row("ask", OURS, len(questions), ours.measures()), Row("ask", PLAIN, len(questions), plain.measures())]
    return [*rows, ratio_of("ask", *rows)]


def compare_finding(system: System, chain: PlainChain, questions: Sequence[Question]) -> list[Row]:
    """How often the right procedure is found first: what the plain chain's time buys."""
    ours = [next(iter(system.search(one.turns[-1], 1, "procedure")), None) for one in questions]
    plain = [chain.first_code(one.turns[-1]) for one in questions]
    wanted: list[Collection[str]] = [one.expected.procedures for one in questions]
    return [
        Row("find", name, len(questions), {"recall@1": _share(found, wanted)})
        for name, found in ((OURS, ours), (PLAIN, plain))
    ]


def ratio_of(name: str, ours: Row, plain: Row) -> Row:
    """Ours divided by the plain chain's, for the costs that both have."""
    both = [measure for measure in ours.measures if measure in plain.measures and is_cost(measure)]
    shares = {
        f"{measure.rpartition('_')[0]}_ratio": ours.measures[measure] / plain.measures[measure] for measure in both
    }
    return Row(name, RATIO, ours.questions, shares)


def _share(found: Sequence[str | None], wanted: Sequence[Collection[str]]) -> float:
    return sum(code in codes for code, codes in zip(found, wanted, strict=True)) / len(found)
