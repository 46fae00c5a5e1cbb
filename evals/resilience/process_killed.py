"""Two processes on one PostgreSQL and one Chroma server, one killed under load and started again a while later.

The citizens ask as they would behind the proxy of deploy/nginx.conf (evals/resilience/citizens.py): what the dead
process had in hand is asked of the other one.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Sequence

from evals.resilience.plan import Plan
from evals.resilience.reports import Report, during, replayed, told
from evals.resilience.servers import Program
from evals.resilience.stage import Stage
from evals.resilience.verdicts import Asked, Verdict

_COMPARED = 150  # conversations that both processes are asked at the end
_GENERATIONS = ("motcua_catalogue_generation", "motcua_index_generation")


def one_is_killed(stage: Stage, plan: Plan) -> Report:
    report = Report("process-killed")
    _, address = stage.postgres()
    shared = {"database_url": address, "chroma_url": stage.chroma().url}
    homes = {name: stage.home(name, with_store=False) for name in ("a", "b")}
    one, other = (stage.serve(homes[name], worker=name, **shared) for name in homes)
    load = stage.load(plan.order(one.url, other.url))
    load.wait_for(1)
    time.sleep(plan.before)
    os.kill(one.process.pid, signal.SIGKILL)
    killed = time.time()
    time.sleep(plan.away)
    again = stage.serve(homes["a"], worker="a", **shared)
    seen = load.end()
    after = during(seen, killed, killed + plan.away)
    report.figures |= {"all": told(seen), "while_one_was_dead": told(after)}
    report.none_failed(seen)
    report.must(not any(one.verdict is Verdict.OUTAGE for one in seen), "citizens were told of an outage")
    report.must(any(one.tries > 1 for one in seen), "the kill hit nothing: no question went to the other process")
    _conversations_are_whole(report, other, seen)
    _indexes_agree(report, again, other, seen)
    report.no_traceback(other, again)
    return report


def _conversations_are_whole(report: Report, program: Program, seen: Sequence[Asked]) -> None:
    """Every answer that a citizen got is kept; more only where one was given by the process that died unheard."""
    answered = Counter(one.conversation for one in seen if one.verdict is Verdict.ANSWERED)
    spare = Counter(one.conversation for one in seen if one.tries > 1)
    broken = 0
    for conversation, count in answered.items():
        kept = len(program.client.get(f"/v1/conversations/{conversation}").json()["turns"])
        broken += not count <= kept <= count + spare[conversation]
    report.figures["conversations"] = {"compared": len(answered), "gone_on_elsewhere": len(spare), "broken": broken}
    report.must(broken == 0, f"{broken} conversations lost a turn or hold one too many")


def _indexes_agree(report: Report, one: Program, other: Program, seen: Sequence[Asked]) -> None:
    asked = list(dict.fromkeys(question.turns for question in seen))[:_COMPARED]
    differ = [turns for turns in asked if replayed(one, turns) != replayed(other, turns)]
    generations = {value for program in (one, other) for value in _generations(program)}
    report.figures["indexes"] = {"compared": len(asked), "differ": len(differ), "generations": sorted(generations)}
    report.must(not differ, f"the processes answer differently: {differ[:2]}")
    report.must(len(generations) == 1, f"generations differ: {generations}")


def _generations(program: Program) -> list[float]:
    page = program.client.get("/metrics").text.splitlines()
    return [float(line.split(" ")[1]) for line in page if line.startswith(_GENERATIONS)]
