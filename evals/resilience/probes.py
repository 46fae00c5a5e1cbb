"""What is asked of the program beside the load while a part is away: its pages, its stream, its health, a narration."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from evals.resilience.reports import Report
from evals.resilience.servers import Program, wait_until
from evals.resilience.verdicts import shows_inside

_QUESTION = "đổi giấy phép lái xe quân sự cần giấy tờ gì"
_REPORT = "Báo cáo số {number}. Sở tiếp nhận {number} hồ sơ trong tháng này và trả kết quả đúng hẹn."
_ALIVE_S, _PATIENCE_S = 5.0, 20.0


@dataclass
class Probes:
    """`narrated`: reports are ordered too, read by the endpoint that is taken away."""

    program: Program
    narrated: bool
    _ordered: list[str] = field(default_factory=list)

    def before(self) -> None:
        """Returns once a report was read: what is in work when its voice goes is read by the next voice."""
        self._order()
        for identifier in self._ordered:
            self._end(identifier)

    def meanwhile(self, report: Report, seconds: float, needed: bool) -> None:
        """Returns after `seconds`; asks in their second half, when the outage is no news any more."""
        until = time.monotonic() + seconds
        self._order()
        time.sleep(seconds / 2)
        began = time.monotonic()
        report.must(self._status("/healthz") == 200, "/healthz said that the process is dead")
        report.figures["healthz_s"] = round(time.monotonic() - began, 1)
        report.must(report.figures["healthz_s"] < _ALIVE_S, "/healthz was slow: a manager would restart the process")
        ready = self._status("/readyz")
        report.must(ready == (503 if needed else 200), f"/readyz said {ready}")
        self._said(report, "POST", "/v1/ask/stream", json={"question": _QUESTION})
        self._said(report, "GET", "/", headers={"accept": "text/html"})
        time.sleep(max(0.0, until - time.monotonic()))

    def after(self, report: Report) -> None:
        """Once the part is back: the program is ready, and says how the reports ended."""
        wait_until(lambda: self.program.is_ready, 30, "/readyz after the part was back")
        self._order()
        ends = [self._end(identifier) for identifier in self._ordered]
        if not ends:
            return
        report.figures["narrations"] = [_told(one) for one in ends]
        before, away, after = ends
        for one in (before, after):
            is_own = one["state"] == "done" and one["result"]["fallback"] is None
            report.must(is_own, f"a report was not read by its voice: {_told(one)}")
        said = away["error"] or (away["result"] or {}).get("fallback")
        report.must(away["state"] == "done" or bool(said), "a report failed without a word")
        report.must(not shows_inside(str(said)), f"a report's fate shows the inside: {said}")

    def _status(self, address: str) -> int:
        """0 where nothing came."""
        try:
            return self.program.client.get(address, timeout=_PATIENCE_S).status_code
        except httpx.TransportError:
            return 0

    def _said(self, report: Report, method: str, address: str, **more: Any) -> None:
        try:
            answer = self.program.client.request(method, address, timeout=_PATIENCE_S, **more)
        except httpx.TransportError as error:
            report.must(False, f"{address}: {type(error).__name__}")
            return
        report.must(answer.status_code in (200, 503), f"{address} said {answer.status_code}")
        report.must(not shows_inside(answer.text), f"{address} showed its inside")

    def _order(self) -> None:
        if self.narrated:
            text = _REPORT.format(number=20 + len(self._ordered))
            ordered = self.program.client.post("/v1/narrations", data={"text": text, "engine": "openai"})
            self._ordered.append(str(ordered.raise_for_status().json()["id"]))

    def _end(self, identifier: str) -> dict[str, Any]:
        found: dict[str, Any] = {}

        def is_over() -> bool:
            found.update(self.program.client.get(f"/v1/narrations/{identifier}").json())
            return found["state"] in ("done", "failed")

        wait_until(is_over, what="a narration")
        return found


def _told(one: dict[str, Any]) -> dict[str, Any]:
    result = one["result"] or {}
    return {
        "state": one["state"],
        "engine": result.get("engine"),
        "fallback": result.get("fallback"),
        "error": one["error"],
    }
