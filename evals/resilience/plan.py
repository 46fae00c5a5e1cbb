"""How much load, and how long each phase of a scenario lasts."""

from __future__ import annotations

from dataclasses import dataclass

from evals.resilience.load import Order


@dataclass(frozen=True, slots=True)
class Plan:
    """`seconds` of the plain load; `before`, `away` and `after` of what is disturbed, in seconds."""

    citizens: int = 100
    seconds: float = 300.0
    think: tuple[float, float] = (5.0, 10.0)
    arriving: float = 10.0
    before: float = 25.0
    away: float = 30.0
    after: float = 35.0

    def order(self, *hosts: str, seconds: float | None = None) -> Order:
        """A load as long as all phases, or as long as it is told."""
        lasts = self.before + self.away + self.after if seconds is None else seconds
        return Order(hosts, self.citizens, lasts, self.think, self.arriving)
