"""`python -m evals.bench.capacity`: simulates a day's busiest hour with measured costs; how many processes keep up.

Questions arrive at random (Poisson). Each needs a worker's processor for `answer_ms`, and writes its turn to the one
database for `write_ms`; a model, where there is one, is waited for without a processor. Python answers one question at
a time in a process, so a process is one server of a queue.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import random
from dataclasses import asdict, dataclass

_BUSY_SHARE = 0.5  # of the processor's time at most that is planned with: the rest is for bad minutes


@dataclass(frozen=True, slots=True)
class Costs:
    """Measured on the machine that is planned for; milliseconds."""

    answer_ms: float  # a process' own time for an answer
    write_ms: float = 1.0  # the database's time for a turn that is kept


@dataclass(frozen=True, slots=True)
class Demand:
    people: float
    questions_a_year: float = 2.0  # a person; an assumption: change it
    busiest_hour: float = 4.0  # times the mean of the 2,000 working hours of a year

    @property
    def per_second(self) -> float:
        return self.people * self.questions_a_year / (2000 * 3600) * self.busiest_hour


@dataclass(frozen=True, slots=True)
class Outcome:
    per_second: float
    processes: int
    wait_p95_ms: float
    processes_busy: float
    database_busy: float


def processes_for(demand: Demand, costs: Costs) -> int:
    return max(2, math.ceil(demand.per_second * costs.answer_ms / 1000 / _BUSY_SHARE))  # one may always die


def simulate(per_second: float, processes: int, costs: Costs, seconds: float = 600.0, seed: int = 7) -> Outcome:
    """First come, first served, at whichever process is free first, then at the database; times vary as an exponential
    does. While its turn is written a process answers others."""
    luck = random.Random(seed)
    free, composed, now, busy = [0.0] * processes, [], 0.0, 0.0
    while (now := now + luck.expovariate(per_second)) < seconds:
        took = luck.expovariate(1000 / costs.answer_ms)
        done = max(now, heapq.heappop(free)) + took
        heapq.heappush(free, done)
        composed.append((done, now))
        busy += took
    waits, database_free, written = [], 0.0, 0.0
    for done, asked in sorted(composed):
        wrote = luck.expovariate(1000 / costs.write_ms)
        database_free = max(done, database_free) + wrote
        waits.append(1000 * (database_free - asked))
        written += wrote
    waits.sort()
    p95 = waits[int(0.95 * len(waits))] if waits else 0.0
    shares = round(busy / seconds / processes, 3), round(written / seconds, 4)
    return Outcome(round(per_second, 2), processes, round(p95, 1), *shares)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--answer-ms", type=float, required=True)
    words.add_argument("--write-ms", type=float, default=1.0)
    given = words.parse_args()
    costs = Costs(given.answer_ms, given.write_ms)
    for people in (1e6, 1e8):
        demand = Demand(people)
        outcome = simulate(demand.per_second, processes_for(demand, costs), costs)
        print(json.dumps({"people": int(people), **asdict(outcome)}))


if __name__ == "__main__":
    main()
