"""`python -m evals.resilience SCENARIO [--home HOME]`: prints what it found as JSON.

Exit code 1: it does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from evals.resilience import backup_restored, part_away, process_killed, under_load
from evals.resilience.part_away import Play
from evals.resilience.plan import Plan
from evals.resilience.servers import PROGRAM
from evals.resilience.stage import Stage, run

SCENARIOS: dict[str, Play] = {
    "load-sqlite": under_load.on_sqlite,
    "load-postgresql": under_load.on_postgresql,
    "process-killed": process_killed.one_is_killed,
    "backup-restored": backup_restored.under_load,
    **part_away.PLAYS,
}


def main() -> int:
    usual = Plan()
    words = argparse.ArgumentParser(prog="python -m evals.resilience", description=__doc__)
    words.add_argument("scenario", choices=SCENARIOS)
    words.add_argument("--home", type=Path, help="a home with a catalogue, which is copied; default: the sample")
    words.add_argument("--citizens", type=int, default=usual.citizens)
    words.add_argument("--think", type=float, nargs=2, default=usual.think, help="seconds between two questions")
    words.add_argument("--seconds", type=float, default=usual.seconds, help="of a plain load")
    words.add_argument("--away", type=float, default=usual.away, help="seconds without the part or the process")
    words.add_argument("--keep", type=Path, help="a new folder for all files and logs, which are else removed")
    given = words.parse_args()
    plan = replace(Plan(given.citizens, given.seconds, tuple(given.think)), away=given.away)
    with tempfile.TemporaryDirectory(prefix="motcua-") as name:
        folder = given.keep or Path(name)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # PostgreSQL runs as somebody else where we are root
        with Stage(folder, given.home or _sample(folder)) as stage:
            report = SCENARIOS[given.scenario](stage, plan)
    asked = {"citizens": plan.citizens, "think_s": plan.think, "machine_load": os.getloadavg()}
    print(json.dumps({**report.document(), **asked}, ensure_ascii=False, indent=2))
    return 1 if report.faults else 0


def _sample(folder: Path) -> Path:
    home = folder / "sample"
    run(PROGRAM, "ingest", "--sample", "--home", str(home))
    return home


if __name__ == "__main__":
    raise SystemExit(main())
