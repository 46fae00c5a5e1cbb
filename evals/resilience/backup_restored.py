"""A backup while citizens ask, restored on an empty machine: the same answers, the same conversations."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from evals.resilience.plan import Plan
from evals.resilience.reports import Report, differing, told
from evals.resilience.servers import Program
from evals.resilience.stage import Stage
from evals.resilience.verdicts import Asked, Verdict


def under_load(stage: Stage, plan: Plan) -> Report:
    report = Report("backup-restored")
    home, kept = stage.home("one"), stage.folder / "backup.tar.gz"
    program = stage.serve(home)
    load = stage.load(plan.order(program.url))
    load.wait_for(1)
    time.sleep(plan.before)
    began = time.time()
    took = stage.command("backup", str(kept), "--home", str(home))
    ended = time.time()
    seen = load.end()
    report.none_failed(seen)
    report.no_traceback(program)
    empty = stage.folder / "empty" / "home"
    restored_in = stage.command("restore", str(kept), "--home", str(empty))
    starting = time.monotonic()
    restored = stage.serve_first(empty)
    report.figures |= {
        "load": told(seen),
        "backup_s": took,
        "backup_mb": round(kept.stat().st_size / 1e6, 1),
        "restore_s": restored_in,
        "first_start_s": round(time.monotonic() - starting, 1),
    }
    _same_conversations(report, program, restored, seen, began, ended)
    differ = differing(restored, seen)
    report.figures["answers"] = {"differ": len(differ)}
    report.must(not differ, f"the restored program answers differently: {[one.told for one in differ[:2]]}")
    report.no_traceback(restored)
    return report


def _same_conversations(
    report: Report, program: Program, restored: Program, seen: Sequence[Asked], began: float, ended: float
) -> None:
    """Of every conversation the turns up to one moment between the backup's begin and end, word for word."""
    names = dict.fromkeys(one.conversation for one in seen)
    wrong = turns_kept = 0
    for name in names:
        old, new = (_turns(one, name) for one in (program, restored))
        answered = [one for one in seen if one.conversation == name and one.verdict is Verdict.ANSWERED]
        least = sum(one.at + one.milliseconds / 1000 < began for one in answered)
        most = sum(one.at < ended for one in answered)
        wrong += not (least <= len(new) <= most and new == old[: len(new)])
        turns_kept += len(new)
    report.figures["conversations"] = {"compared": len(names), "turns_restored": turns_kept, "wrong": wrong}
    report.must(wrong == 0, f"{wrong} conversations are not as they were")
    report.must(turns_kept > 0, "no conversation was restored: the load came after the backup")


def _turns(program: Program, name: str) -> list[Any]:
    turns: list[Any] = program.client.get(f"/v1/conversations/{name}").json()["turns"]
    return turns
