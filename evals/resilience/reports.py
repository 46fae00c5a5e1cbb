"""What a scenario found: figures, and what is not as it must be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.resilience.load import summary
from evals.resilience.servers import Program
from evals.resilience.verdicts import Asked, Verdict


@dataclass
class Report:
    """`faults` empty: the scenario holds."""

    scenario: str
    figures: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def must(self, is_so: bool, otherwise: str) -> None:
        if not is_so:
            self.faults.append(otherwise)

    def none_failed(self, seen: Sequence[Asked], when: str = "") -> None:
        failed = [one.why for one in seen if one.verdict is Verdict.FAILED]
        self.must(not failed, f"{len(failed)} questions failed{when}: {sorted(set(failed))[:3]}")

    def no_traceback(self, *programs: Program) -> None:
        for program in programs:
            self.must("Traceback" not in program.log(), f"a traceback in the log of port {program.port}")

    def document(self) -> Mapping[str, Any]:
        return {"scenario": self.scenario, "holds": not self.faults, "faults": self.faults, **self.figures}


def during(seen: Sequence[Asked], since: float, until: float) -> list[Asked]:
    """Asked between two moments (Unix seconds)."""
    return [one for one in seen if since <= one.at < until]


@dataclass(frozen=True, slots=True)
class Difference:
    turns: tuple[str, ...]
    given: str
    now: str

    @property
    def told(self) -> str:
        at = next((at for at, (a, b) in enumerate(zip(self.given, self.now, strict=False)) if a != b), 0)
        return (
            f"{self.turns}: {self.given[max(0, at - 40) : at + 80]!r} and now {self.now[max(0, at - 40) : at + 80]!r}"
        )


def differing(program: Program, seen: Sequence[Asked], most: int = 150) -> list[Difference]:
    """Conversations to which `program` gives another answer than was given; the newest `most` are asked again."""
    given = {one.turns: one.text for one in seen if one.verdict is Verdict.ANSWERED and one.tries == 1}
    asked = list(given.items())[-most:]
    found = (Difference(turns, text, replayed(program, turns)) for turns, text in asked)
    return [one for one in found if one.given != one.now]


def replayed(program: Program, turns: Sequence[str]) -> str:
    """The last answer of a fresh conversation with these turns."""
    session = f"lai-{abs(hash(tuple(turns))):x}"
    program.client.delete(f"/v1/conversations/{session}")
    return [str(program.ask(turn, session).json().get("text")) for turn in turns][-1]


def cost(program: Program) -> dict[str, float]:
    """What its /metrics say of the process: seconds of processor time and bytes of memory since its start."""
    lines = [line.split(" ") for line in program.client.get("/metrics").text.splitlines()]
    wanted = ("process_cpu_seconds_total", "process_resident_memory_bytes")
    return {line[0]: float(line[1]) for line in lines if line[0] in wanted}


def cost_between(before: Mapping[str, float], after: Mapping[str, float], seen: Sequence[Asked]) -> dict[str, Any]:
    """Processor time of an answer (less troubled by what else runs than its latency), and the process' memory."""
    spent = after["process_cpu_seconds_total"] - before["process_cpu_seconds_total"]
    resident = after["process_resident_memory_bytes"] / 2**20
    return {"cpu_ms_an_answer": round(1000 * spent / max(1, len(seen)), 1), "resident_mb": round(resident)}


def told(seen: Sequence[Asked]) -> dict[str, Any]:
    """A summary with the sentences that citizens read in an outage."""
    sentences = sorted({one.why for one in seen if one.verdict is Verdict.OUTAGE})
    return summary(seen) | ({"sentences": sentences} if sentences else {})
