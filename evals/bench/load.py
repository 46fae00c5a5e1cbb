"""`python -m evals.bench.load URL`: many citizens ask a running server at once; what it answers, and how fast.

Each asks, waits a moment, asks on in the same conversation. Written for a machine that is otherwise quiet; the server
should run with MOTCUA_CLIENT_RATE=0 and MOTCUA_CONVERSATION_RATE=0, since all these citizens have one address.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

QUESTIONS = (
    ("mất giấy phép lái xe thì làm lại thế nào", "phí bao nhiêu", "nộp ở đâu"),
    ("doi giay phep lai xe can giay to gi", "mất bao lâu", "làm trực tuyến được không"),
    ("đăng ký xe máy mới mua nộp ở đâu", "cần những giấy tờ gì", "lệ phí thế nào"),
    ("cấp phù hiệu xe tải mất bao lâu", "hồ sơ gồm gì", "cơ quan nào giải quyết"),
)


@dataclass(slots=True)
class Seen:
    milliseconds: list[float] = field(default_factory=list)
    own_milliseconds: list[float] = field(default_factory=list)  # what the server says that the answer took
    errors: list[str] = field(default_factory=list)

    def summary(self, seconds: float) -> dict[str, object]:
        return {
            "answers": len(self.milliseconds),
            "errors": len(self.errors),
            "first_errors": sorted(set(self.errors))[:5],
            "answers_per_s": round(len(self.milliseconds) / seconds, 2),
            "p50_ms": percentile(self.milliseconds, 0.5),
            "p95_ms": percentile(self.milliseconds, 0.95),
            "own_p50_ms": percentile(self.own_milliseconds, 0.5),
            "own_p95_ms": percentile(self.own_milliseconds, 0.95),
        }


def percentile(values: list[float], share: float) -> float | None:
    """The smallest value that `share` of them don't exceed; None of none."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1) if ordered else None


async def citizen(client: httpx.AsyncClient, until: float, pause_s: float, seen: Seen, luck: random.Random) -> None:
    await asyncio.sleep(luck.uniform(0, pause_s))
    while time.monotonic() < until:
        session = f"tai-{uuid4().hex}"
        for question in luck.choice(QUESTIONS):
            await _ask(client, session, question, seen)
            await asyncio.sleep(luck.expovariate(1 / pause_s) if pause_s else 0)
            if time.monotonic() >= until:
                return


async def _ask(client: httpx.AsyncClient, session: str, question: str, seen: Seen) -> None:
    began = time.perf_counter()
    try:
        answered = await client.post("/v1/ask", json={"question": question, "session": session})
    except httpx.HTTPError as error:
        seen.errors.append(type(error).__name__)
        return
    if answered.status_code != 200:
        seen.errors.append(str(answered.status_code))
        return
    seen.milliseconds.append(1000 * (time.perf_counter() - began))
    seen.own_milliseconds.append(float(answered.json()["latency_ms"]))


async def load(url: str, citizens: int, seconds: float, pause_s: float) -> dict[str, object]:
    """`pause_s`: how long a citizen reads before the next question, on average."""
    seen, luck = Seen(), random.Random(7)
    limits = httpx.Limits(max_connections=citizens)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        began, before = time.monotonic(), await _process(client)
        until = began + seconds
        await asyncio.gather(*(citizen(client, until, pause_s, seen, luck) for _ in range(citizens)))
        told = {"citizens": citizens, "pause_s": pause_s, **seen.summary(time.monotonic() - began)}
        return told | cost_of(before, await _process(client), len(seen.milliseconds))


async def _process(client: httpx.AsyncClient) -> dict[str, float]:
    """What the server's /metrics say of its process; nothing where they are closed to us."""
    page = await client.get("/metrics")
    lines = [line.split(" ") for line in page.text.splitlines() if line.startswith("process_")]
    return {name: float(value) for name, value in lines} if page.status_code == 200 else {}


def cost_of(before: Mapping[str, float], after: Mapping[str, float], answers: int) -> dict[str, float]:
    """Processor time of an answer (less troubled by what else runs than its latency), and the process' memory."""
    if not before or not after or not answers:
        return {}
    spent = after["process_cpu_seconds_total"] - before["process_cpu_seconds_total"]
    resident = after["process_resident_memory_bytes"] / 2**20
    return {"cpu_ms_an_answer": round(1000 * spent / answers, 1), "resident_mb": round(resident)}


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("url")
    words.add_argument("--citizens", type=int, default=100)
    words.add_argument("--seconds", type=float, default=300)
    words.add_argument("--pause", type=float, default=5.0)
    given = words.parse_args()
    print(json.dumps(asyncio.run(load(given.url, given.citizens, given.seconds, given.pause)), indent=2))


if __name__ == "__main__":
    main()
