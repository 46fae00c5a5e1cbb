"""Many citizens for minutes on one process, on SQLite or PostgreSQL: no error, and what an answer takes and costs."""

from __future__ import annotations

from evals.resilience.plan import Plan
from evals.resilience.reports import Report, cost, cost_between, told
from evals.resilience.stage import Stage


def on_sqlite(stage: Stage, plan: Plan) -> Report:
    return _loaded(stage, plan, Report("load-sqlite"))


def on_postgresql(stage: Stage, plan: Plan) -> Report:
    _, address = stage.postgres()
    return _loaded(stage, plan, Report("load-postgresql"), database_url=address)


def _loaded(stage: Stage, plan: Plan, report: Report, **settings: str) -> Report:
    program = stage.serve(stage.home("one", with_store=not settings), **settings)
    before = cost(program)
    seen = stage.load(plan.order(program.url, seconds=plan.seconds)).end()
    report.figures |= told(seen) | cost_between(before, cost(program), seen)
    report.must(len(seen) > plan.citizens, "fewer questions than citizens")
    report.none_failed(seen)
    report.must(not report.figures["outages_told"], "an outage was told though nothing was away")
    report.no_traceback(program)
    return report
