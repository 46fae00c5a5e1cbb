"""The store, the index, the model's or the voice's endpoint stopped or frozen under load for a while, and brought back.

Stopped: it refuses connections. Frozen (SIGSTOP): the system takes what is sent, and nothing ever answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, Protocol

from evals.resilience.endpoints import Endpoint
from evals.resilience.plan import Plan
from evals.resilience.probes import Probes
from evals.resilience.reports import Report, differing, during, told
from evals.resilience.servers import Program
from evals.resilience.stage import Stage
from evals.resilience.verdicts import Asked, Verdict

How = Literal["stopped", "frozen"]
_PATIENCE_S = 20.0  # so long a citizen may wait for an honest sentence, and the program for its recovery


class Part(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...

    def freeze(self) -> None: ...

    def thaw(self) -> None: ...


def store(how: How, stage: Stage, plan: Plan) -> Report:
    server, address = stage.postgres()
    program = stage.serve(stage.home("one", with_store=False), database_url=address)
    return _disturbed(Report(f"store-{how}"), stage, plan, program, server, how, needed=True)


def index(how: How, stage: Stage, plan: Plan) -> Report:
    server = stage.chroma()
    program = stage.serve(stage.home("one"), chroma_url=server.url)
    return _disturbed(Report(f"index-{how}"), stage, plan, program, server, how, needed=True)


def model(how: How, stage: Stage, plan: Plan) -> Report:
    """Answers must come from the record meanwhile: each is compared with those of a program without a model."""
    endpoint, home = Endpoint("chat"), stage.home("one")
    stage.keep(endpoint)
    chat = {"chat_model": "loopback", "chat_base_url": endpoint.url, "chat_api_key": "none"}
    program = stage.serve(home, **chat)
    return _disturbed(Report(f"model-{how}"), stage, plan, program, endpoint, how, needed=False, plain=True)


def voice(how: How, stage: Stage, plan: Plan) -> Report:
    """A report is ordered in each phase; text answers must not notice."""
    endpoint = Endpoint("voice")
    stage.keep(endpoint)
    program = stage.serve(stage.home("one"), speech_base_url=endpoint.url)
    return _disturbed(Report(f"voice-{how}"), stage, plan, program, endpoint, how, needed=False, narrated=True)


Play = Callable[[Stage, Plan], Report]
PLAYS: dict[str, Play] = {
    f"{name}-{how}": partial(play, how)
    for name, play in (("store", store), ("index", index), ("model", model), ("voice", voice))
    for how in ("stopped", "frozen")
}


def _disturbed(
    report: Report,
    stage: Stage,
    plan: Plan,
    program: Program,
    part: Part,
    how: How,
    *,
    needed: bool,
    plain: bool = False,
    narrated: bool = False,
) -> Report:
    load = stage.load(plan.order(program.url))
    load.wait_for(1)
    probes = Probes(program, narrated)
    time.sleep(plan.before)
    probes.before()
    (part.stop if how == "stopped" else part.freeze)()
    gone = time.time()
    probes.meanwhile(report, plan.away, needed)
    (part.start if how == "stopped" else part.thaw)()
    back = time.time()
    seen = load.end()
    probes.after(report)
    report.figures |= {
        "before": told(during(seen, 0, gone)),
        "away": told(during(seen, gone, back)),
        "after": told(during(seen, back, back + 1e9)),
    }
    _judge(report, seen, gone, back, needed)
    _nothing_invented(report, stage, program, during(seen, gone, back), plain)
    report.no_traceback(program)
    return report


def _judge(report: Report, seen: Sequence[Asked], gone: float, back: float, needed: bool) -> None:
    report.none_failed(seen)
    away = during(seen, gone, back)
    outages = [one for one in seen if one.verdict is Verdict.OUTAGE]
    report.must(not during(outages, 0, gone - _PATIENCE_S), "an outage was told before anything was away")
    slowest = max((one.milliseconds / 1000 for one in away), default=0.0)
    report.must(slowest <= _PATIENCE_S, f"a citizen waited {slowest:.0f} s for an answer or a sentence")
    if not needed:
        report.must(not outages, "an outage was told though answers don't need the part")
        return
    report.must(bool(during(outages, gone, back)), "the outage was not noticed")
    recovered = max((one.at + one.milliseconds / 1000 for one in outages), default=back) - back
    report.figures["last_outage_told_s_after"] = round(max(0.0, recovered), 1)
    report.must(recovered <= _PATIENCE_S, f"outages were told until {recovered:.0f} s after the part was back")
    answered = [one for one in during(seen, back, back + 1e9) if one.verdict is Verdict.ANSWERED]
    report.must(bool(answered), "nothing was answered after the part was back")


def _nothing_invented(report: Report, stage: Stage, program: Program, away: Sequence[Asked], plain: bool) -> None:
    """Whatever was answered meanwhile is what is answered now: all parts, or (`plain`) without a model."""
    answered = [one for one in away if one.verdict is Verdict.ANSWERED]
    differ = differing(program, answered)
    if plain and differ:
        without = stage.serve(stage.home("plain"))
        report.figures["answered_from_the_record"] = len(differ)
        asked = {one.turns for one in differ}
        differ = differing(without, [one for one in answered if one.turns in asked])
    report.figures["answers_meanwhile"] = {"answered": len(answered), "differ_from_later": len(differ)}
    report.must(not differ, f"answers were made up meanwhile: {[one.told for one in differ[:2]]}")
