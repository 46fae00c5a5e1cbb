"""Runs Locust beside servers under measurement, and sums up what its citizens saw."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.resilience.verdicts import Asked, Verdict, read_lines

_FILE = Path(__file__).with_name("citizens.py")
_ROOT = Path(__file__).parents[2]


class LoadFailed(Exception):
    """Locust could not be started, or broke off."""


@dataclass(frozen=True, slots=True)
class Order:
    """`think`: seconds between an answer and the next question, drawn evenly; all citizens are there after
    `arriving_s`."""

    hosts: tuple[str, ...]
    citizens: int
    seconds: float
    think: tuple[float, float] = (5.0, 10.0)
    arriving_s: float = 10.0


class Load:
    """A load that is under way."""

    def __init__(self, order: Order, folder: Path) -> None:
        self._lines = folder / "lines.jsonl"
        self._log = folder / "locust.log"
        self._order = order
        words = ["-f", str(_FILE), "--headless", "--host", order.hosts[0], "--only-summary"]
        words += [word for other in order.hosts[1:] for word in ("--other", other)]
        words += ["-u", str(order.citizens), "-r", str(max(1.0, order.citizens / order.arriving_s))]
        words += ["--think", *map(str, order.think), "--lines", str(self._lines), "--exit-code-on-error", "0"]
        words += ["-t", f"{round(order.seconds)}s", "--stop-timeout", "60"]
        with self._log.open("wb") as log:
            command = [sys.executable, "-m", "locust", *words]
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=_ROOT)  # noqa: S603

    def seen(self) -> tuple[Asked, ...]:
        return read_lines(self._lines)

    def wait_for(self, questions: int, patience_s: float = 120.0) -> None:
        """Until so many were asked. Raises LoadFailed."""
        until = time.monotonic() + patience_s
        while len(self.seen()) < questions:
            if self.process.poll() is not None or time.monotonic() > until:
                raise LoadFailed(self._log.read_text(encoding="utf-8")[-2000:])
            time.sleep(0.2)

    def end(self) -> tuple[Asked, ...]:
        """After its time and the last answer. Raises LoadFailed."""
        if self.process.wait(self._order.seconds + 180) != 0:
            raise LoadFailed(self._log.read_text(encoding="utf-8")[-2000:])
        return self.seen()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def summary(seen: Sequence[Asked]) -> dict[str, object]:
    """Throughput, times, and what went wrong."""
    verdicts = Counter(one.verdict for one in seen)
    answered = [one for one in seen if one.verdict is Verdict.ANSWERED]
    own = [one.own_ms for one in answered if one.own_ms is not None]
    ends = [one.at + one.milliseconds / 1000 for one in seen]
    seconds = max(ends) - min(one.at for one in seen) if seen else 0.0
    return {
        "questions": len(seen),
        "different": len({one.turns for one in seen}),
        "failed": verdicts[Verdict.FAILED],
        "why": dict(Counter(one.why for one in seen if one.verdict is Verdict.FAILED).most_common(5)),
        "outages_told": verdicts[Verdict.OUTAGE],
        "asked_of_another_process": sum(one.tries > 1 for one in seen),
        "answers_per_s": round(len(answered) / seconds, 2) if seconds else None,
        "p50_ms": percentile([one.milliseconds for one in answered], 0.5),
        "p95_ms": percentile([one.milliseconds for one in answered], 0.95),
        "own_p50_ms": percentile(own, 0.5),
        "own_p95_ms": percentile(own, 0.95),
        "longest_s": round(max((one.milliseconds for one in seen), default=0) / 1000, 1),
    }


def percentile(values: Sequence[float], share: float) -> float | None:
    """By nearest rank: a value that really occurred; None of none."""
    ordered = sorted(values)
    return round(ordered[max(0, math.ceil(len(ordered) * share) - 1)], 1) if ordered else None
